package dev.streamecho.trigger.junit.seam;

import dev.streamecho.trigger.junit.Checkpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables and mappings without threads. It is not thread-safe. */
public interface LocalStack extends AutoCloseable {

    /** Makes the tables anew, and sets the clock to its beginning. */
    void begin();

    /** Returns the logical ids of the tables. */
    List<String> tables();

    /** Returns the table's name. */
    String tableName(String table);

    void put(String table, Map<String, Object> item);

    /** Writes the items of a JSON file, or the changes of an event's records. */
    void put(String table, Path file);

    void update(String table, Map<String, Object> key, Map<String, Object> changes);

    void delete(String table, Map<String, Object> key);

    Optional<Map<String, Object>> item(String table, Map<String, Object> key);

    List<Map<String, Object>> items(String table);

    /** Splits each open shard of the table's stream in two. */
    void splitShards(String table);

    /** Returns how far the mappings are, shard by shard. */
    List<Checkpoint> checkpoints();

    /** Calls a function in its own process, which is started if there is none. */
    Answer call(FunctionInfo function, byte[] event) throws InterruptedException;

    /** Ends the process of a function, if it has one; the next call starts another. */
    void endProcess(FunctionInfo function);

    /** Returns what the clock says. */
    Instant now();

    /**
     * Sets the clock, and deletes what has expired.
     *
     * @param moment never before what it says now; in real time that
     */
    void moveTo(Instant moment);

    /**
     * Reads what was written, and does what is due of it; once.
     *
     * @return whether there was something
     */
    boolean step() throws InterruptedException;

    /** Returns when something is due, later than now; empty if nothing is. */
    Optional<Instant> dueAt();

    /** Returns whether every record that was read is handled, filtered or discarded. */
    boolean isIdle();

    /** Returns where clients of DynamoDB reach the tables. */
    URI endpoint();

    @Override
    void close();
}
