package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletionException;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/**
 * SQLite's native library, which DynamoDB Local unpacks to load it. Once loaded, it is deleted: otherwise each process
 * that is killed would leave it in the temporary folder.
 */
final class NativeLibrary {
    private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** Opens a database. */
    @FunctionalInterface
    interface Opening {
        void open() throws Exception;
    }

    /**
     * Loads the library, or finds it loaded, and does what needs it; one at a time, as where it is looked for is known to the
     * whole process.
     *
     * @throws UserError if there is no place for it
     * @throws CompletionException with what went wrong otherwise
     */
    static synchronized void during(Opening opening) {
        File folder = temporaryFolder();
        System.setProperty(FOLDER_PROPERTY, folder.getPath());
        try {
            SQLiteLibraryLoader.initialize();
            opening.open();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
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
