package dev.streamecho.trigger.redrive;

import java.util.Optional;

/**
 * What became of a message, or of a file, that describes a batch.
 *
 * @param name the message's id, or the file
 * @param description empty if it does not describe a batch
 * @param records how many records the batch has, as far as the stream still has them
 * @param handled how many of them the function has handled now
 * @param problem why it was kept, in one line; empty if every record was handled
 */
public record RedriveOutcome(
        String name, Optional<BatchDescription> description, int records, int handled, Optional<String> problem) {

    /** Returns whether its message was kept, because something is left to do. */
    public boolean isKept() {
        return problem.isPresent();
    }
}
