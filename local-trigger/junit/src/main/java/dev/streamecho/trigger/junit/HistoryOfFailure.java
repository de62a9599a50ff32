package dev.streamecho.trigger.junit;

/** What happened before an assertion failed; it is printed below the failure. */
final class HistoryOfFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryOfFailure(String history) {
        super(history, null, false, false);
    }

    /** Without the name of this class, which says nothing to whoever reads the trace. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
