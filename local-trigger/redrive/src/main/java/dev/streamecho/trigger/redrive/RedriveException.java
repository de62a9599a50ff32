package dev.streamecho.trigger.redrive;

/** A batch cannot be put through its function now; its message is kept. The message of this says why, in one line. */
public final class RedriveException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes an exception with the reason, in one line. */
    public RedriveException(String reason) {
        super(reason);
    }

    /** Makes an exception with the reason, in one line, and what is behind it. */
    public RedriveException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
