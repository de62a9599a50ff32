package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;
import java.util.Optional;

/**
 * A message of a queue, and what is known of the batch that it describes.
 *
 * @param messageId the message
 * @param description empty if the message does not describe a batch
 * @param mapping the name of the batch's mapping; empty if it is not known
 * @param isGone whether the stream, or its shard, is known to be gone; false if nobody could be asked
 * @param records what the stream still has of the batch; empty if that was not asked for or cannot be read
 * @param forgotten what the stream does not have anymore, in one line; empty if nothing is missing, or not known
 * @param problem why something of this is not known, in one line
 */
public record MessageReport(
        String messageId,
        Optional<BatchDescription> description,
        Optional<String> mapping,
        boolean isGone,
        Optional<List<ChangeRecord>> records,
        Optional<String> forgotten,
        Optional<String> problem) {

    /** Finds out about a message; with a reader also which records the stream still has. */
    static MessageReport of(
            QueueMessage message, Deployment deployment, StreamCheck check, Optional<BatchReader> reader)
            throws InterruptedException {
        BatchDescription description;
        try {
            description = BatchDescription.parse(message.body());
        } catch (UserError e) {
            return new MessageReport(
                    message.id(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(e.getMessage()));
        }
        boolean isGone = check.isGone(description.batch());
        Optional<MappingSettings> mapping = Optional.empty();
        Optional<BatchRecords> read = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            mapping = Optional.of(deployment.mapping(description));
            if (reader.isPresent()) {
                read = Optional.of(reader.get().read(description, deployment, mapping.get()));
            }
        } catch (RedriveException e) {
            problem = Optional.of(e.getMessage());
        }
        return new MessageReport(
                message.id(),
                Optional.of(description),
                mapping.map(MappingSettings::name),
                isGone,
                read.map(BatchRecords::records),
                read.flatMap(BatchRecords::forgotten).map(Object::toString),
                problem);
    }
}
