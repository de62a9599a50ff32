package dev.streamecho.trigger.table;

import java.time.Instant;
import java.util.Optional;

/** Takes notes of the calls that write items, PartiQL statements aside. Implementations are thread-safe, and must not throw. */
@FunctionalInterface
public interface WriteNotes {

    /**
     * A call that wrote an item has ended.
     *
     * @param at when it began, which is the time of the item's record, if it has changed the item
     * @param operation as the service calls it, as {@code PutItem}
     * @param table the name of the table
     * @param key of the item, as of {@link dev.streamecho.trigger.stream.ItemKey}
     * @param failure the type of the exception, if nothing was written
     */
    void written(Instant at, String operation, String table, String key, Optional<String> failure);
}
