package dev.streamecho.trigger.junit.seam;

import java.net.URI;
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

    void update(String table, Map<String, Object> key, Map<String, Object> changes);

    void delete(String table, Map<String, Object> key);

    Optional<Map<String, Object>> item(String table, Map<String, Object> key);

    List<Map<String, Object>> items(String table);

    /** Returns what the clock says. */
    Instant now();

    /** Sets the clock, never back. */
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
