package dev.streamecho.trigger.control;

import java.time.Instant;

/**
 * What a mapping does.
 *
 * @param state whether it invokes its function
 * @param lastModified when it was changed last, or came with the template
 * @param lastProcessingResult how its last invocation ended, in the service's words
 */
public record MappingStatus(State state, Instant lastModified, String lastProcessingResult) {

    /**
     * The state of a mapping.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">
     *     EventSourceMappingConfiguration</a>
     */
    public enum State {
        /** It reads, and invokes. */
        ENABLED("Enabled"),
        /** It will read. */
        ENABLING("Enabling"),
        /** It does nothing, and keeps its position. */
        DISABLED("Disabled"),
        /** It finishes what it is at. */
        DISABLING("Disabling"),
        /** It is being changed, or moved. */
        UPDATING("Updating");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** Returns whether a change is under way. */
        public boolean isChanging() {
            return this != ENABLED && this != DISABLED;
        }

        /** Returns the service's word. */
        @Override
        public String toString() {
            return text;
        }
    }
}
