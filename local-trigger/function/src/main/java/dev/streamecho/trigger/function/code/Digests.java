package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Names by content. */
final class Digests {
    private static final int NAME_BYTES = 8;

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns the same name for two folders exactly if they have the same files and links. */
    static String ofContent(Path folder) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> walk = Files.walk(folder);
                OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            List<Path> files = walk.filter(file -> Files.isSymbolicLink(file) || Files.isRegularFile(file))
                    .sorted()
                    .toList();
            for (Path file : files) {
                if (Files.isSymbolicLink(file)) {
                    sink.write("%s > %s%n"
                            .formatted(folder.relativize(file), Files.readSymbolicLink(file))
                            .getBytes(UTF_8));
                    continue;
                }
                sink.write("%s %d%n"
                        .formatted(folder.relativize(file), Files.size(file))
                        .getBytes(UTF_8));
                try (InputStream content = Files.newInputStream(file)) {
                    content.transferTo(sink);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    }
}
