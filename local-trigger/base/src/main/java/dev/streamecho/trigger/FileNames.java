package dev.streamecho.trigger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;

/** Turns names from outside into file names and back, so that none of them is a path; and finds the folders of files. */
public final class FileNames {
    private static final String PLAIN = "-_";

    private FileNames() {}

    /**
     * Returns the name of a file or folder. ASCII letters, digits, hyphens, and underscores stay as they are, as do dots
     * that are not the first character; every other character becomes its bytes in UTF-8, each as in {@code %2F}.
     *
     * @param name not empty
     */
    public static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xff);
            if (isPlain(character) || (character == '.' && !encoded.isEmpty())) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
        }
        return encoded.toString();
    }

    /** Returns the absolute path of the folder that a file is in. */
    public static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        // Only a root is in none.
        return Objects.requireNonNull(folder, () -> file + " is a root");
    }

    /** Returns the name that was encoded; what {@link #encode} cannot have made stays as it is. */
    public static String decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < encoded.length()) {
            if (encoded.charAt(at) == '%'
                    && at + 2 < encoded.length()
                    && HexFormat.isHexDigit(encoded.charAt(at + 1))
                    && HexFormat.isHexDigit(encoded.charAt(at + 2))) {
                bytes.write(HexFormat.fromHexDigits(encoded, at + 1, at + 3));
                at += 3;
            } else {
                int character = encoded.codePointAt(at);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || PLAIN.indexOf(character) >= 0;
    }
}
