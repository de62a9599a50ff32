package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.cli.screen.ChangeName;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MappingListener;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Writes what is read of a stream into a recording, until there is enough of it or it cannot be written. This class is
 * thread-safe.
 */
final class StreamRecorder implements MappingListener {
    /** A trigger keeps no more, and a recording may go on for days. */
    private static final int MOST_NEWEST = 10_000;

    private final RecordingFile file;
    private final Masking masking;
    private final long most;
    private final Screen screen;
    private final Function<String, Optional<String>> parentOf;
    private final CountDownLatch end = new CountDownLatch(1);

    // Guarded by this.
    private final Map<String, Optional<String>> parents = new HashMap<>();
    private final Set<String> newest = new LinkedHashSet<>();
    private long records;
    private long outcomes;
    private Optional<IOException> failure = Optional.empty();

    /**
     * Makes a recorder; the file stays the caller's.
     *
     * @param most after so many records it is enough
     * @param parentOf finds the parent of a shard
     */
    StreamRecorder(
            RecordingFile file,
            Masking masking,
            long most,
            Screen screen,
            Function<String, Optional<String>> parentOf) {
        this.file = file;
        this.masking = masking;
        this.most = most;
        this.screen = screen;
        this.parentOf = parentOf;
    }

    @Override
    public synchronized void read(RecordsRead read) {
        if (end.getCount() == 0) {
            return;
        }
        try {
            for (ChangeRecord record : read.records()) {
                add(read.shardId(), record);
                if (records == most) {
                    break;
                }
            }
            file.flush();
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        if (records == most || failure.isPresent()) {
            end.countDown();
        }
    }

    private void add(String shardId, ChangeRecord record) throws IOException {
        Optional<String> parent = parents.computeIfAbsent(shardId, parentOf);
        RecordedChange change = masking.apply(new RecordedChange(shardId, parent, record));
        file.add(RecordingFormat.line(change));
        records++;
        newest.add(record.sequenceNumber().digits());
        if (newest.size() > MOST_NEWEST) {
            newest.remove(newest.iterator().next());
        }
        if (!screen.isQuiet()) {
            screen.line(ChangeName.of(change.record()));
        }
    }

    /** Adds what has become of a record that is in the recording. */
    synchronized void add(Outcome outcome) {
        if (failure.isPresent()) {
            return;
        }
        try {
            // What an error says may quote what is masked.
            file.add(RecordingFormat.line(masking.isNone() ? outcome : outcome.withoutReason()));
            file.flush();
            outcomes++;
        } catch (IOException e) {
            failure = Optional.of(e);
            end.countDown();
        }
    }

    /** Returns whether a record is one of the newest in the recording, of which a trigger can still tell. */
    synchronized boolean has(String sequenceNumber) {
        return newest.contains(sequenceNumber);
    }

    /** Returns when there is enough, or the time is over. */
    void awaitEnd(Optional<Duration> limit) throws InterruptedException {
        if (limit.isPresent()) {
            end.await(limit.get().toNanos(), TimeUnit.NANOSECONDS);
        } else {
            end.await();
        }
        end.countDown();
    }

    synchronized long records() {
        return records;
    }

    synchronized long outcomes() {
        return outcomes;
    }

    /** Returns why the recording ended too early; empty if it did not. */
    synchronized Optional<IOException> failure() {
        return failure;
    }

    /** Returns the paths of masks that have matched nothing. */
    synchronized List<String> unmatchedMasks() {
        return records == 0 ? List.of() : masking.unmatched();
    }

    @Override
    public void invoked(InvocationReport report) {
        // Of the answers to nobody.
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        // Nothing fails here.
    }

    @Override
    public void notice(String mapping, String line) {
        screen.styled("yellow", line);
    }
}
