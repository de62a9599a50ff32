package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import java.time.Instant;

/** An event source mapping of a running stack, which can be changed. Implementations are thread-safe. */
public interface ControlledMapping {

    /** Returns what it does now. */
    Status status();

    /**
     * Begins to change it. It finishes what it is at, and continues with the new configuration where it stopped.
     *
     * @return the status of the change that has begun
     * @throws dev.streamecho.trigger.UserError if it cannot be changed
     * @throws IllegalStateException if an earlier change is not over
     */
    Status change(EventSourceMapping changed);

    /**
     * What a mapping does.
     *
     * @param mapping its configuration
     * @param lastModified when that was changed last, or came with the template
     * @param lastProcessingResult how its last invocation ended, in the service's words
     */
    record Status(EventSourceMapping mapping, State state, Instant lastModified, String lastProcessingResult) {}

    /**
     * The state of a mapping.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">
     *     EventSourceMappingConfiguration</a>
     */
    enum State {
        ENABLED("Enabled"),
        ENABLING("Enabling"),
        DISABLED("Disabled"),
        DISABLING("Disabling"),
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
