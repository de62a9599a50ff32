package dev.streamecho.trigger.table;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

    /** Lets the last record be the one with this number, as after that many writes. */
    static void renumberLast(Path dataDirectory, long number) {
        execute(
                dataDirectory,
                "UPDATE us SET SequenceNumber = " + number
                        + " WHERE SequenceNumber = (SELECT MAX(SequenceNumber) FROM us WHERE StreamID <> '')");
    }

    /** The names of the columns of one of DynamoDB Local's own tables; none if there is no such table. */
    static List<String> columns(Path dataDirectory, String table) {
        List<String> columns = new ArrayList<>();
        with(dataDirectory, connection -> {
            SQLiteStatement rows = connection.prepare("PRAGMA table_info(" + table + ")");
            while (rows.step()) {
                columns.add(rows.columnString(1));
            }
            rows.dispose();
        });
        return columns;
    }

    private static void execute(Path dataDirectory, String statement) {
        with(dataDirectory, connection -> connection.exec(statement));
    }

    @FunctionalInterface
    private interface Action {
        void on(SQLiteConnection connection) throws SQLiteException;
    }

    private static void with(Path dataDirectory, Action action) {
        LocalDynamoDb.silenceSqlite();
        NativeLibrary.during(() -> {
            SQLiteConnection connection =
                    new SQLiteConnection(file(dataDirectory).toFile());
            try {
                connection.open(false);
                connection.setBusyTimeout(10_000);
                action.on(connection);
            } finally {
                connection.dispose();
            }
        });
    }
}
