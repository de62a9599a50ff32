package dev.streamecho.trigger.stream;

/** The stream's service refused a call or did not answer. */
public final class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the reader can do about it. */
    public enum Kind {
        /** The shard iterator is older than 15 minutes: take a new one behind the last record read. */
        EXPIRED_ITERATOR,
        /** The record was trimmed (older than 24 hours): go on at the oldest record kept, and say so. */
        TRIMMED,
        /** Throttled, or the service is out of reach: try again later. */
        UNAVAILABLE,
        /** There is no such stream, or access is denied: trying again may help only after somebody mends it. */
        REFUSED
    }

    private final Kind kind;

    /** Makes an exception of a kind, with the service's own message. */
    public StreamException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What the reader can do about it. */
    public Kind kind() {
        return kind;
    }
}
