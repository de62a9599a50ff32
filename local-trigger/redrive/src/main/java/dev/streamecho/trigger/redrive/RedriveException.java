package dev.streamecho.trigger.redrive;

/** Tells in one line why a batch cannot be put through its function now; the message that describes it is kept. */
public final class RedriveException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Makes an exception with the reason, in one line. */
    public RedriveException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Makes an exception with the reason, in one line, and its cause. */
    public RedriveException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** Returns the reason. */
    @Override
    public String getMessage() {
        return reason;
    }
}
