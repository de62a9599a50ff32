package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Supplier;

/**
 * SQLite's native library, which DynamoDB Local unpacks to load it. Once loaded, it is deleted: otherwise each process
 * that is killed would leave it in the temporary folder.
 */
final class NativeLibrary {
    private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /**
     * Does what loads the library, or finds it loaded.
     *
     * @throws UserError if there is no place for it
     */
    static <T> T during(Supplier<T> loading) {
        File folder = temporaryFolder();
        System.setProperty(FOLDER_PROPERTY, folder.getPath());
        try {
            return loading.get();
        } finally {
            System.clearProperty(FOLDER_PROPERTY);
            for (File file : folder.listFiles()) {
                file.delete();
            }
            folder.delete();
        }
    }

    private static File temporaryFolder() {
        try {
            File folder = Files.createTempDirectory("stream-echo-").toFile();
            // Windows deletes no library that is loaded.
            folder.deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UserError(
                    "the temporary folder %s cannot be written to (%s); name another one with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER"
                            .formatted(System.getProperty("java.io.tmpdir"), e),
                    e);
        }
    }
}
