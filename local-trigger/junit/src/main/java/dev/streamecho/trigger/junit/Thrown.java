package dev.streamecho.trigger.junit;

/** Throws what a handler threw as it is, be it checked. */
final class Thrown {

    private Thrown() {}

    static RuntimeException unchecked(Throwable thrown) {
        return Thrown.<RuntimeException>as(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException as(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
