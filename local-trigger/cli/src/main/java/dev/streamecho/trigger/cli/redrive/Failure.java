package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.redrive.BatchReader;
import dev.streamecho.trigger.redrive.BatchRecords;
import dev.streamecho.trigger.redrive.Deployment;
import dev.streamecho.trigger.redrive.FailedBatch;
import dev.streamecho.trigger.redrive.MappingSettings;
import dev.streamecho.trigger.redrive.QueueMessage;
import dev.streamecho.trigger.redrive.RedriveException;
import java.util.Optional;

/**
 * A message of the queue, and what is known of its batch.
 *
 * @param batch empty if the message describes none
 * @param mapping empty if it is not known
 * @param records what the stream still has of it, if that was asked for and can be read
 * @param problem why one of the others is empty, in one line
 */
record Failure(
        QueueMessage message,
        Optional<FailedBatch> batch,
        Optional<MappingSettings> mapping,
        Optional<BatchRecords> records,
        Optional<String> problem) {

    /**
     * Finds out about a message.
     *
     * @param reader reads the records too
     */
    static Failure of(QueueMessage message, Deployment deployment, Optional<BatchReader> reader)
            throws InterruptedException {
        FailedBatch batch;
        try {
            batch = FailedBatch.parse(message.body());
        } catch (UserError e) {
            return new Failure(
                    message, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(e.getMessage()));
        }
        Optional<MappingSettings> mapping = Optional.empty();
        try {
            mapping = Optional.of(deployment.mapping(batch));
            Optional<BatchRecords> records = Optional.empty();
            if (reader.isPresent()) {
                records = Optional.of(reader.get().read(batch, deployment, mapping.get()));
            }
            return new Failure(message, Optional.of(batch), mapping, records, Optional.empty());
        } catch (RedriveException e) {
            return new Failure(message, Optional.of(batch), mapping, Optional.empty(), Optional.of(e.getMessage()));
        }
    }
}
