package dev.streamecho.trigger.invocation;

/** What happens to a call of a function in place of what would. */
public sealed interface Fault {

    /** Returns what it does to a call, in words for the user. */
    String describe();

    /** It fails with this message, and the function is not called. */
    record Fails(String message) implements Fault {
        @Override
        public String describe() {
            return "will fail: " + message;
        }
    }

    /**
     * It times out, and the function is not called.
     *
     * @param isWaiting whether that takes as long as the function's {@code Timeout}, rather than no time
     */
    record TimesOut(boolean isWaiting) implements Fault {
        @Override
        public String describe() {
            return "will time out" + (isWaiting ? "" : " at once");
        }
    }

    /** It is throttled, and the function is not called: to a mapping that is no attempt. */
    record Throttled() implements Fault {
        @Override
        public String describe() {
            return "will be throttled";
        }
    }

    /** The function is called twice with the same event, as may happen with each; the second answer counts. */
    record Twice() implements Fault {
        @Override
        public String describe() {
            return "will come twice";
        }
    }
}
