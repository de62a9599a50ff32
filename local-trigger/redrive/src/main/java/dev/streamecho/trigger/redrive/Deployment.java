package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.EventStream;

/** Where the streams, mappings and functions of failed batches are. It is used by one thread. */
public interface Deployment extends AutoCloseable {

    /** The stream that the batch came from; whether it is still there shows when it is read. */
    EventStream stream(FailedBatch batch);

    /**
     * The mapping that the batch came from, as it is now.
     *
     * @throws RedriveException if there is none any more, or it cannot be asked for
     */
    MappingSettings mapping(FailedBatch batch) throws RedriveException;

    /**
     * The function that is to handle the batch, ready to be invoked.
     *
     * @throws RedriveException if there is none any more
     */
    LambdaFunction function(FailedBatch batch) throws RedriveException;

    @Override
    void close();
}
