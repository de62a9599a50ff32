package dev.streamecho.trigger.junit;

import java.time.Instant;

/**
 * A change of an item, as the stream has it.
 *
 * @param table the logical id of the table
 * @param key the item's key: its value, or both joined with a slash if there is a sort key
 * @param eventName {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param sequenceNumber its place in the stream
 * @param writtenAt when it was written, by the test's clock
 */
public record Change(String table, String key, String eventName, String sequenceNumber, Instant writtenAt) {

    /** Returns what happened to which item: {@code INSERT 17}. */
    @Override
    public String toString() {
        return eventName + " " + key;
    }
}
