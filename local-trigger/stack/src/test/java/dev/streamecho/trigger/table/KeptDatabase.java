package dev.streamecho.trigger.table;

import com.almworks.sqlite4java.SQLiteConnection;
import java.nio.file.Path;
import java.time.Duration;

/** What happens to the database of a data directory beside the trigger. */
public final class KeptDatabase {
    private KeptDatabase() {}

    /** Where it is. */
    public static Path file(Path dataDirectory) {
        return dataDirectory.resolve("shared-local-instance.db");
    }

    /** Makes the records of all streams older; the trigger may run meanwhile. */
    public static void age(Path dataDirectory, Duration duration) {
        execute(dataDirectory, "UPDATE us SET CreationDateTime = CreationDateTime - " + duration.toMillis());
    }

    /** Lets all records have been written that long ago. */
    public static void writtenBefore(Path dataDirectory, Duration duration) {
        long time = System.currentTimeMillis() - duration.toMillis();
        execute(dataDirectory, "UPDATE us SET CreationDateTime = " + time);
    }

    /** Takes all records away. */
    public static void empty(Path dataDirectory) {
        execute(dataDirectory, "DELETE FROM us");
    }

    private static void execute(Path dataDirectory, String statement) {
        LocalDynamoDb.silenceSqlite();
        NativeLibrary.during(() -> {
            SQLiteConnection connection =
                    new SQLiteConnection(file(dataDirectory).toFile());
            try {
                connection.open(false);
                connection.setBusyTimeout(10_000);
                connection.exec(statement);
            } finally {
                connection.dispose();
            }
        });
    }
}
