package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.PageClient;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.Delivery;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.mapping.StreamFollower;
import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.StreamException;
import dev.streamecho.trigger.table.RemoteTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A recording under way: a mapping of its own reads the stream, and calls nobody. */
final class RunningRecording implements AutoCloseable {
    private static final String NAME = "recording";

    private final RemoteTable table;
    private final StreamRecorder recorder;
    private final StreamFollower follower;
    private final Optional<KnownOutcomes> outcomes;
    private final Thread asking;

    private RunningRecording(
            RemoteTable table, StreamRecorder recorder, StreamFollower follower, Optional<KnownOutcomes> outcomes) {
        this.table = table;
        this.recorder = recorder;
        this.follower = follower;
        this.outcomes = outcomes;
        this.asking = new Thread(() -> outcomes.ifPresent(KnownOutcomes::follow), "outcomes of the recording");
    }

    /**
     * Begins to record; what is written once this returned is in the recording. The table is closed with it.
     *
     * @throws UserError if the stream cannot be read
     */
    static RunningRecording start(
            RecordedTable.Opened opened,
            RecordingFile file,
            Masking masking,
            long most,
            StartingPosition position,
            Screen log) {
        RemoteTable table = opened.remote();
        StreamRecorder recorder = new StreamRecorder(file, masking, most, log, shard -> parentOf(table, shard));
        EventSourceMapping mapping = EventSourceMapping.of(
                NAME, new InvokedFunction(NAME, NAME, "$LATEST"), Source.all(table.streamArn(), position));
        StreamFollower follower = new StreamFollower(
                mapping, table.streams(), stream -> Checkpoints.inMemory(), Delivery.to(new Nobody(), recorder));
        Optional<KnownOutcomes> outcomes =
                opened.trigger().map(trigger -> new KnownOutcomes(PageClient.of(trigger), recorder, log::line));
        RunningRecording running = new RunningRecording(table, recorder, follower, outcomes);
        try {
            follower.start();
        } catch (StreamException e) {
            running.close();
            throw new UserError("%s cannot be read: %s".formatted(table.streamArn(), e.getMessage()), e);
        }
        running.asking.start();
        return running;
    }

    private static Optional<String> parentOf(RemoteTable table, String shardId) {
        try {
            return table.streams().open(table.streamArn()).shards().stream()
                    .filter(shard -> shard.id().equals(shardId))
                    .findFirst()
                    .flatMap(Shard::parentId);
        } catch (StreamException e) {
            // Then the shard is taken for the first of its line.
            return Optional.empty();
        }
    }

    StreamRecorder recorder() {
        return recorder;
    }

    /** Reads no more, and waits a moment for the outcomes of what was read last. */
    void finish() throws InterruptedException {
        follower.close();
        asking.interrupt();
        asking.join();
        if (outcomes.isPresent()) {
            outcomes.get().finish();
        }
    }

    @Override
    public void close() {
        asking.interrupt();
        follower.close();
        table.close();
    }

    /** Whoever handles the changes is not known here, and is not disturbed. */
    private static final class Nobody implements LambdaFunction {

        @Override
        public String logicalId() {
            return NAME;
        }

        @Override
        public String arn() {
            return NAME;
        }

        @Override
        public Invocation invoke(byte[] event) {
            return new Invocation(
                    UUID.randomUUID().toString(),
                    Instant.now(),
                    Duration.ZERO,
                    Optional.empty(),
                    new Invocation.Success(new byte[0]));
        }
    }
}
