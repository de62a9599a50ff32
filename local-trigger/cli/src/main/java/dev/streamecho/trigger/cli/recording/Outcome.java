package dev.streamecho.trigger.cli.recording;

import java.util.Optional;

/**
 * What became of a record in one mapping.
 *
 * @param mapping the mapping's logical id
 * @param sequenceNumber of the record
 * @param condition why it was discarded, in the service's words; empty if it was not, or that is not known
 * @param attempts how often the function was called with it
 * @param reason why the last failed call failed; empty if none did, or it must not be kept
 */
record Outcome(
        String mapping,
        String sequenceNumber,
        Kind kind,
        Optional<String> condition,
        int attempts,
        Optional<String> reason) {

    /** What can become of a record. */
    enum Kind {
        HANDLED("handled"),
        FILTERED("filtered"),
        DISCARDED("discarded");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Returns the one that is called so; empty if none is, as that of a record that is still open. */
        static Optional<Kind> named(String text) {
            for (Kind kind : values()) {
                if (kind.text.equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The record in the mapping, whatever became of it. */
    record Key(String mapping, String sequenceNumber) {}

    Key key() {
        return new Key(mapping, sequenceNumber);
    }

    /** Returns whether the same became of the record: how often that was tried depends on what else was in its batch. */
    boolean isSameAs(Outcome other) {
        boolean sameCondition = condition.isEmpty() || other.condition.isEmpty() || condition.equals(other.condition);
        return kind == other.kind && sameCondition;
    }

    /** Returns it without what the function said. */
    Outcome withoutReason() {
        return new Outcome(mapping, sequenceNumber, kind, condition, attempts, Optional.empty());
    }

    /** Returns it in a few words. */
    String describe() {
        return kind + condition.map(why -> " (" + why + ")").orElse("");
    }
}
