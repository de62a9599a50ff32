package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of files with items. */
final class ItemFile {
    /** In words, for messages. */
    static final String ENDINGS = ".json, .jsonl or .ndjson files, which may end with .gz";

    private static final Pattern NAME = Pattern.compile("(.+)\\.(json|jsonl|ndjson)(\\.gz)?");
    private static final Pattern ION = Pattern.compile(".+\\.ion(\\.gz)?");

    private ItemFile() {}

    static boolean is(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    static String nameWithoutEnding(Path path) {
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    /** @throws UserError if it is a file in Amazon Ion */
    static void refuseIon(Path path) {
        if (ION.matcher(path.getFileName().toString()).matches()) {
            throw new UserError("%s: Amazon Ion is not read; export the table as DynamoDB JSON".formatted(path));
        }
    }
}
