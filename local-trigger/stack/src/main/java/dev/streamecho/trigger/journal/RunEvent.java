package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a run and concerns no record.
 *
 * @param subject the logical id of the function or mapping; empty if it is the whole run
 * @param requestId of the invocation that was running in the process which printed it; empty of other events
 * @param text what happened, in one line
 */
public record RunEvent(Instant at, Kind kind, String subject, Optional<String> requestId, String text) {

    /** What kind of thing happened. */
    public enum Kind {
        /** A function printed a line. */
        FUNCTION_LINE,
        /** A function could not start. */
        START_FAILED,
        /** A function has new code, or would have had. */
        CODE_CHANGED,
        /** Something that the user was told. */
        NOTICE
    }
}
