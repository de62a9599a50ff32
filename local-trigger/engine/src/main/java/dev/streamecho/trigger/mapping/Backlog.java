package dev.streamecho.trigger.mapping;

/** What a mapping has left of what was written before a moment. */
public enum Backlog {
    /** Nothing: each record is handled, filtered or discarded, and no retry is due. A tumbling window may be open. */
    NONE,
    /** Nothing that is known, but not everything from before the moment has been read; that may change soon. */
    UNREAD,
    /** Records that wait for their batch, an invocation or a retry, or are part of an invocation. */
    OPEN;

    /** Returns what two sources together have left. */
    Backlog and(Backlog other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
