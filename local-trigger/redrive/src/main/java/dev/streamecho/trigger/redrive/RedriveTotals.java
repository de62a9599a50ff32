package dev.streamecho.trigger.redrive;

/**
 * What a redrive did.
 *
 * @param redriven how many batches were redriven
 * @param handled how many records were handled, of those and of the others
 * @param kept how many messages or files were kept
 * @param unread about how many messages were left in the queue; 0 for files
 * @param inFlight about how many messages another reader had; 0 for files
 */
public record RedriveTotals(int redriven, int handled, int kept, int unread, int inFlight) {

    /** Returns whether nothing is left to do. */
    public boolean isComplete() {
        return kept == 0 && unread == 0 && inFlight == 0;
    }
}
