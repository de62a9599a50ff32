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
import java.util.function.Function;

/**
 * Polls the streams of mappings, each from where its checkpoints are, and puts what is discarded into its destination; and
 * the queues of others.
 */
final class MappingPollers {
    private final StackSettings settings;
    private final Function<String, TableStreams> streams;
    private final OnFailureDestination destination;
    private final RetryDelay retryDelay;

    /**
     * Makes pollers.
     *
     * @param streams finds the streams of the table that has the one with an ARN
     * @param sqs the queues of the template; what goes to other destinations is kept in files
     */
    MappingPollers(StackSettings settings, Function<String, TableStreams> streams, Optional<LocalSqs> sqs) {
        this.settings = settings;
        this.streams = streams;
        FileDestination files = new FileDestination(settings.folder());
        this.destination = sqs.<OnFailureDestination>map(queues -> new QueueDestination(queues, files))
                .orElse(files);
        this.retryDelay = new RetryDelay(
                settings.retryDelay(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Returns the streams of the table that a mapping reads. */
    TableStreams streams(EventSourceMapping mapping) {
        return streams.apply(mapping.streamArn());
    }

    /** Makes a follower of the streams of the table that a mapping reads. */
    StreamFollower follower(
            EventSourceMapping mapping,
            LambdaFunction function,
            StackListener listener,
            Function<EventSourceMapping, Checkpoints> checkpoints) {
        return new StreamFollower(
                mapping,
                streams(mapping),
                checkpoints,
                new Delivery(function, destination, listener, retryDelay, Clock.systemUTC()));
    }

    /**
     * Begins to poll; a write is seen once it returned.
     *
     * @throws UserError if the stream cannot be read
     */
    void start(StreamFollower follower, EventSourceMapping mapping) {
        try {
            follower.start();
        } catch (StreamException e) {
            throw new UserError(
                    "%s cannot read %s: %s".formatted(mapping.logicalId(), mapping.streamArn(), e.getMessage()), e);
        }
    }

    /** Returns a poller of a mapping on a queue of the template, which is to be started. */
    QueuePoller poller(QueueMapping mapping, MessageQueue queue, LambdaFunction function, StackListener listener) {
        return new QueuePoller(mapping, queue, function, listener, Clock.systemUTC());
    }

    /** Returns the checkpoints of a mapping and its stream. */
    Checkpoints checkpoints(EventSourceMapping mapping) {
        return settings.dataDir()
                .<Checkpoints>map(folder -> FileCheckpoints.open(folder, mapping))
                .orElseGet(Checkpoints::inMemory);
    }
}
