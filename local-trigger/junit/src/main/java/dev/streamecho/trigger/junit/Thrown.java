package dev.streamecho.trigger.junit;

/** Throws what a handler threw as it is, be it checked. */
final class Thrown {

    private Thrown() {}

    /** Throws what is inside. The result is for the compiler, which then knows that nothing comes after it. */
    static RuntimeException causeOf(Exception around) {
        Throwable cause = around.getCause();
        return Thrown.<RuntimeException>as(cause == null ? around : cause);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException as(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
