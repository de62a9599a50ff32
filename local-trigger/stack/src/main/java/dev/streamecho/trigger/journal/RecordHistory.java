package dev.streamecho.trigger.journal;

import java.util.List;

/**
 * The way of one record, or of one message, through one mapping, as far as it has come.
 *
 * @param row what it is, and where it is
 * @param content a record as the event has it, in JSON; of a message, its body
 * @param steps what happened to it, the earliest first: 1 or more
 */
public record RecordHistory(RecordRow row, String content, List<Step> steps) {

    /** Makes a history; the list is copied. */
    public RecordHistory {
        steps = List.copyOf(steps);
    }

    /** Returns its number in the run. */
    public long n() {
        return row.n();
    }

    /** Returns its sequence number, or its {@code messageId}. */
    public String id() {
        return row.id();
    }

    /** Returns where it is on its way. */
    public RecordRow.State state() {
        return row.state();
    }
}
