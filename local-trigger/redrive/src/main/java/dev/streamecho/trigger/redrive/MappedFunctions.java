package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.invocation.LambdaFunction;

/** The mappings that batches came from, and the functions that handle them. It is used by one thread. */
public interface MappedFunctions extends AutoCloseable {

    /**
     * Returns the settings of the mapping that a batch came from, as they are now.
     *
     * @throws RedriveException if there is no such mapping anymore, or nobody can be asked for it
     */
    MappingSettings mapping(BatchDescription description) throws RedriveException;

    /**
     * Returns the function that is to handle a batch, ready to be invoked.
     *
     * @throws RedriveException if there is no such function anymore
     */
    LambdaFunction function(BatchDescription description) throws RedriveException;

    @Override
    void close();
}
