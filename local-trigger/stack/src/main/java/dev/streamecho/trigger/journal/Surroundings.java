package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an answer of {@link Why} needs to know of the stack beside its journal. Implementations are thread-safe. */
public interface Surroundings {

    /**
     * A table of the template.
     *
     * @param table its logical id
     * @param name its name in DynamoDB
     * @param hasStream whether changes of it come to a stream
     */
    record Table(String table, String name, boolean hasStream) {}

    /**
     * A mapping that does not run.
     *
     * @param source the logical id of the table that it would read
     * @param reason in one line
     */
    record LeftOut(String mapping, String source, String reason) {}

    /** Returns the tables of the template. */
    List<Table> tables();

    /** Returns the mappings that are left out. */
    List<LeftOut> leftOut();

    /** Returns whether a mapping reads now. */
    boolean isEnabled(String mapping);

    /** Returns why a function does not run for now; empty if it does. */
    Optional<String> obstacle(String function);

    /**
     * Returns the tables, by logical id, in which an item is now.
     *
     * @param key as the user typed it
     */
    List<String> tablesWith(TypedKey key);

    /** Returns when the run began. */
    Instant startedAt();
}
