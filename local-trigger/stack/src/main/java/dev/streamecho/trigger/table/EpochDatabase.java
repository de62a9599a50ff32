package dev.streamecho.trigger.table;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Begins an epoch of sequence numbers in the database of DynamoDB Local, before DynamoDB Local opens it.
 *
 * <p>DynamoDB Local continues after the largest number that it finds once it has trimmed what is older than 30 hours, which
 * is 1 if that was everything. So a row that is never trimmed and belongs to no stream tells it where to continue, and tables
 * of our own, which it does not look at, keep what it forgets.
 */
final class EpochDatabase {
    /** In the schema of DynamoDB Local the records of all streams, and the name that it gives the file. */
    private static final String RECORDS = "us";

    private static final String FILE = "shared-local-instance.db";

    /** No table can have these names in DynamoDB. */
    private static final String EPOCHS = "\"stream-echo:epochs\"";

    private static final String TRIMMED = "\"stream-echo:trimmed\"";

    private static final Instant FIRST_EPOCH = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NEVER_TRIMMED = Instant.parse("3000-01-01T00:00:00Z");

    /** An epoch is called after the time at which it began: two copies of a database do not have the same ones. */
    static final long EPOCHS_OF_SECOND = 100;

    /** Beyond it DynamoDB Local's numbers end; the clock gets there in 2048. */
    private static final long LAST_EPOCH = 90_000_000_000L;

    /** A stream keeps its records that long. */
    private static final Duration RETENTION = Duration.ofHours(24);

    private final SQLiteConnection connection;

    private EpochDatabase(SQLiteConnection connection) {
        this.connection = connection;
    }

    /**
     * Begins an epoch; the native library has to be loaded.
     *
     * @param folder the data directory
     * @return what was known when it began
     * @throws SQLiteException if the file is not a database, or cannot be written to
     */
    static NumberHistory begin(Path folder, Instant now) throws SQLiteException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return NumberHistory.NONE;
        }
        SQLiteConnection connection = new SQLiteConnection(file.toFile());
        try {
            EpochDatabase database = new EpochDatabase(connection.open(false));
            return database.has(RECORDS) ? database.begin(now) : NumberHistory.NONE;
        } finally {
            // Rolls back what was not committed.
            connection.dispose();
        }
    }

    private boolean has(String table) throws SQLiteException {
        return number("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '" + table + "'")
                .isPresent();
    }

    private NumberHistory begin(Instant now) throws SQLiteException {
        connection.exec("BEGIN IMMEDIATE");
        connection.exec("CREATE TABLE IF NOT EXISTS " + EPOCHS + " (Epoch INTEGER PRIMARY KEY, LastNumber INTEGER)");
        connection.exec(
                "CREATE TABLE IF NOT EXISTS " + TRIMMED + " (ShardID TEXT PRIMARY KEY, SequenceNumber INTEGER)");
        forgetIfEmptied();
        long ended = end();
        noteTrimmed(now);
        long ofTime = Duration.between(FIRST_EPOCH, now).toMillis() * EPOCHS_OF_SECOND / 1_000;
        long epoch = Math.max(ended + 1, Math.min(ofTime, LAST_EPOCH));
        NumberHistory history = new NumberHistory(epoch, lastNumbers(), trimmedUpTo(), oldestArrivals(now));
        execute("INSERT INTO " + EPOCHS + " VALUES (?, ?)", epoch, NumberHistory.before(epoch));
        connection.exec("DELETE FROM us WHERE StreamID = ''");
        execute(
                "INSERT INTO us (StreamID, ShardID, SequenceNumber, CreationDateTime, StreamRecord, OperationType)"
                        + " VALUES ('', '', ?, ?, x'', 'INSERT')",
                NumberHistory.before(epoch),
                NEVER_TRIMMED.toEpochMilli());
        connection.exec("COMMIT");
        return history;
    }

    /** Notes the last number of the epoch before; gives the last epoch that has one. */
    private long end() throws SQLiteException {
        long last = number("SELECT MAX(SequenceNumber) FROM us").orElse(0);
        long epoch = number("SELECT MAX(Epoch) FROM " + EPOCHS).orElse(NumberHistory.epochOf(last));
        // A run that wrote more than an epoch has numbers is in the epochs after it.
        for (; epoch < NumberHistory.epochOf(last); epoch++) {
            execute("INSERT OR REPLACE INTO " + EPOCHS + " VALUES (?, ?)", epoch, NumberHistory.before(epoch + 1) - 1);
        }
        execute("INSERT OR REPLACE INTO " + EPOCHS + " VALUES (?, ?)", epoch, last);
        return epoch;
    }

    /** Without the row of the epoch somebody has emptied the table of records, and no number means anything. */
    private void forgetIfEmptied() throws SQLiteException {
        OptionalLong epoch = number("SELECT MAX(Epoch) FROM " + EPOCHS);
        if (epoch.isPresent()
                && number("SELECT 1 FROM us WHERE StreamID = '' AND SequenceNumber = "
                                + NumberHistory.before(epoch.getAsLong()))
                        .isEmpty()) {
            connection.exec("DELETE FROM " + EPOCHS);
            connection.exec("DELETE FROM " + TRIMMED);
        }
    }

    private void noteTrimmed(Instant now) throws SQLiteException {
        execute(
                "INSERT OR REPLACE INTO " + TRIMMED + " SELECT ShardID, MAX(SequenceNumber) FROM us"
                        + " WHERE CreationDateTime <= ? AND StreamID <> '' GROUP BY ShardID",
                now.minus(RETENTION).toEpochMilli());
        // DynamoDB Local forgets a shard a day after it was closed.
        connection.exec("DELETE FROM " + TRIMMED + " WHERE ShardID NOT IN (SELECT ShardID FROM ss)");
    }

    private Map<Long, Long> lastNumbers() throws SQLiteException {
        Map<Long, Long> numbers = new HashMap<>();
        SQLiteStatement rows = connection.prepare("SELECT Epoch, LastNumber FROM " + EPOCHS);
        while (rows.step()) {
            numbers.put(rows.columnLong(0), rows.columnLong(1));
        }
        rows.dispose();
        return Map.copyOf(numbers);
    }

    private Map<String, Long> trimmedUpTo() throws SQLiteException {
        Map<String, Long> numbers = new HashMap<>();
        SQLiteStatement rows = connection.prepare("SELECT ShardID, SequenceNumber FROM " + TRIMMED);
        while (rows.step()) {
            numbers.put(rows.columnString(0), rows.columnLong(1));
        }
        rows.dispose();
        return Map.copyOf(numbers);
    }

    private Map<String, Instant> oldestArrivals(Instant now) throws SQLiteException {
        Map<String, Instant> times = new HashMap<>();
        SQLiteStatement rows = connection.prepare("SELECT ShardID, MIN(CreationDateTime) FROM us"
                + " WHERE CreationDateTime > ? AND StreamID <> '' GROUP BY ShardID");
        rows.bind(1, now.minus(RETENTION).toEpochMilli());
        while (rows.step()) {
            times.put(rows.columnString(0), Instant.ofEpochMilli(rows.columnLong(1)));
        }
        rows.dispose();
        return Map.copyOf(times);
    }

    private OptionalLong number(String query) throws SQLiteException {
        SQLiteStatement row = connection.prepare(query);
        try {
            return row.step() && !row.columnNull(0) ? OptionalLong.of(row.columnLong(0)) : OptionalLong.empty();
        } finally {
            row.dispose();
        }
    }

    private void execute(String statement, long... values) throws SQLiteException {
        SQLiteStatement prepared = connection.prepare(statement);
        try {
            for (int i = 0; i < values.length; i++) {
                prepared.bind(i + 1, values[i]);
            }
            prepared.step();
        } finally {
            prepared.dispose();
        }
    }
}
