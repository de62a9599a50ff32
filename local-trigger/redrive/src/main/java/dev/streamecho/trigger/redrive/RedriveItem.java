package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import java.util.Comparator;
import java.util.Optional;

/**
 * A message, or a file, whose batch is to be redriven.
 *
 * @param name the message's id, or the file
 * @param description empty if it does not describe a batch
 * @param problem why it does not, in one line
 * @param done what is done once every record was handled
 */
record RedriveItem(String name, Optional<BatchDescription> description, Optional<String> problem, Runnable done) {
    /** The order of each shard; what does not describe a batch comes last. */
    static final Comparator<RedriveItem> ORDER = Comparator.comparing(
            (RedriveItem item) ->
                    item.description().map(BatchDescription::batch).orElse(null),
            Comparator.nullsLast(Comparator.comparing(StreamBatch::streamArn)
                    .thenComparing(StreamBatch::shardId)
                    .thenComparing(StreamBatch::startSequenceNumber)));

    /** Makes an item of a description, which need not be one. */
    static RedriveItem of(String name, String string, Runnable done) {
        try {
            return new RedriveItem(name, Optional.of(BatchDescription.parse(string)), Optional.empty(), done);
        } catch (UserError e) {
            return new RedriveItem(name, Optional.empty(), Optional.of(e.getMessage()), done);
        }
    }
}
