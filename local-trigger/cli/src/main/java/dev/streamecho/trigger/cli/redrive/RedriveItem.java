package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.redrive.FailedBatch;
import dev.streamecho.trigger.stream.SequenceNumbers;
import java.util.Comparator;
import java.util.Optional;

/**
 * A description of a batch that is to be redriven.
 *
 * @param name the message's id, or the file
 * @param batch empty if it describes none
 * @param problem why it is none, in one line
 * @param done what is done once every record was handled
 */
record RedriveItem(String name, Optional<FailedBatch> batch, Optional<String> problem, Runnable done) {
    /** The order of each shard; what describes no batch comes last. */
    static final Comparator<RedriveItem> ORDER = Comparator.comparing(
            (RedriveItem item) -> item.batch().orElse(null),
            Comparator.nullsLast(Comparator.comparing(FailedBatch::streamArn)
                    .thenComparing(FailedBatch::shardId)
                    .thenComparing(FailedBatch::startSequenceNumber, SequenceNumbers.ORDER)));

    static RedriveItem of(String name, String text, Runnable done) {
        try {
            return new RedriveItem(name, Optional.of(FailedBatch.parse(text)), Optional.empty(), done);
        } catch (UserError e) {
            return new RedriveItem(name, Optional.empty(), Optional.of(e.getMessage()), done);
        }
    }
}
