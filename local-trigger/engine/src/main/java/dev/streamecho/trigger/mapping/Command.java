package dev.streamecho.trigger.mapping;

import java.util.Optional;

/** What a shard's processor wants to be done; each names the lane that waits for its end. */
sealed interface Command {

    /** Call the function with the batch, then tell {@link ShardProcessor#completed}. */
    record Invoke(int lane, Batch batch, Optional<TumblingWindow> window) implements Command {}

    /** Tell the destination, if there is one, then {@link ShardProcessor#discarded}. */
    record Discard(int lane, Batch batch, Condition condition) implements Command {}

    /** Why a batch was discarded, in the words of the message to the destination. */
    enum Condition {
        RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
        RECORD_AGE_EXCEEDED("RecordAgeExceeded");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
