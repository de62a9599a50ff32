package dev.streamecho.trigger.stack;

import java.util.Locale;

/** What a run is at, in one word. One that failed to start has none, as it ends. */
public enum Health {
    /** It is being started. */
    STARTING,
    /** A write is seen, and there may be something to be done for earlier ones. */
    READY,
    /**
     * Ready, and every record written so far is handled, filtered or discarded, no retry is due, and the queues of the
     * mappings are empty. A tumbling window may be open.
     */
    IDLE;

    /** Returns the word in lower case, as a health check has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
