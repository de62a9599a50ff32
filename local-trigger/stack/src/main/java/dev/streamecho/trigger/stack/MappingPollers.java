package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.Delivery;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.FileCheckpoints;
import dev.streamecho.trigger.mapping.FileDestination;
import dev.streamecho.trigger.mapping.MessageQueue;
import dev.streamecho.trigger.mapping.OnFailureDestination;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.QueuePoller;
import dev.streamecho.trigger.mapping.RetryDelay;
import dev.streamecho.trigger.mapping.StreamFollower;
import dev.streamecho.trigger.queue.LocalSqs;
import dev.streamecho.trigger.queue.QueueDestination;
import dev.streamecho.trigger.stream.StreamException;
import dev.streamecho.trigger.stream.TableStreams;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Polls the streams of mappings, each from where its checkpoints are, and puts what is discarded into its destination; and
 * the queues of others.
 */
final class MappingPollers {
    private final StackSettings settings;
    private final StackListener listener;
    private final StartedParts parts;
    private final OnFailureDestination destination;
    private final RetryDelay retryDelay;

    /** @param sqs the queues of the template; what goes to other destinations is kept in files */
    MappingPollers(StackSettings settings, StackListener listener, StartedParts parts, Optional<LocalSqs> sqs) {
        this.settings = settings;
        this.listener = listener;
        this.parts = parts;
        FileDestination files = new FileDestination(settings.folder());
        this.destination = sqs.<OnFailureDestination>map(queues -> new QueueDestination(queues, files))
                .orElse(files);
        this.retryDelay = new RetryDelay(
                settings.retryDelay(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Begins to poll for a mapping; a write is seen once it returned.
     *
     * @param streams of the table that it reads
     * @throws UserError if its stream cannot be read
     */
    void start(EventSourceMapping mapping, TableStreams streams, LambdaFunction function) {
        StreamFollower follower = parts.begin(new StreamFollower(
                mapping,
                streams,
                this::checkpoints,
                new Delivery(function, destination, listener, retryDelay, Clock.systemUTC())));
        try {
            follower.start();
        } catch (StreamException e) {
            throw new UserError(
                    "%s cannot read %s: %s".formatted(mapping.logicalId(), mapping.streamArn(), e.getMessage()), e);
        }
    }

    /** Begins to receive for a mapping on a queue of the template. */
    void start(QueueMapping mapping, MessageQueue queue, LambdaFunction function) {
        parts.begin(new QueuePoller(mapping, queue, function, listener, Clock.systemUTC()))
                .start();
    }

    private Checkpoints checkpoints(EventSourceMapping mapping) {
        return settings.dataDir()
                .<Checkpoints>map(folder -> FileCheckpoints.open(folder, mapping))
                .orElseGet(Checkpoints::inMemory);
    }
}
