package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.redrive.AwsClients;
import dev.streamecho.trigger.redrive.Deployment;
import dev.streamecho.trigger.redrive.FailureQueue;
import java.util.Optional;

/** A queue of failed batches, if there is one, and where their streams, mappings and functions are; closed together. */
record FailurePlace(Optional<FailureQueue> queue, Deployment deployment, AwsClients clients) implements AutoCloseable {

    @Override
    public void close() {
        deployment.close();
        clients.close();
    }
}
