package dev.streamecho.trigger.stream;

/** The stream's service refused a call or did not answer. */
public final class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the reader can do about it. */
    public enum Kind {
        /** The shard iterator is older than 15 minutes: take a new one after the last record read. */
        EXPIRED_ITERATOR,
        /** The record was trimmed (older than 24 hours): continue at the oldest record kept, and report that. */
        TRIMMED,
        /** Throttled, or the service is out of reach: retry later. */
        UNAVAILABLE,
        /** There is no such stream, or access is denied: a retry may help only after somebody fixes it. */
        REFUSED
    }

    private final Kind kind;
    private final String message;

    /** Makes an exception of a kind, with the service's own message. */
    public StreamException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Returns what the reader can do about it. */
    public Kind kind() {
        return kind;
    }
}
