package dev.streamecho.trigger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.ShardProgress;
import dev.streamecho.trigger.stream.EventStream.Position;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes immutable values of what is kept. Guarded by the journal. */
final class Views {

    private Views() {}

    static RecordHistory history(RecordEntry entry) {
        return new RecordHistory(Rows.of(entry), content(entry), steps(entry));
    }

    private static String content(RecordEntry entry) {
        if (entry.record != null) {
            return new String(entry.record.json(), UTF_8);
        }
        return entry.message == null ? "" : entry.message.body();
    }

    private static List<Step> steps(RecordEntry entry) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Written(entry.arrival()));
        steps.add(new Step.Read(entry.readAt));
        entry.readAgain.forEach(at -> steps.add(new Step.Read(at)));
        if (entry.state == RecordRow.State.FILTERED) {
            steps.add(new Step.Filtered(
                    entry.readAgain.isEmpty() ? entry.readAt : entry.readAgain.get(entry.readAgain.size() - 1)));
        }
        for (BatchEntry batch : way(entry)) {
            addSteps(steps, entry, batch);
        }
        if (entry.discarded != null) {
            steps.add(entry.discarded);
        }
        entry.resent.forEach(attempt -> steps.add(new Step.Resent(attempt)));
        if (!entry.readAgain.isEmpty() || !entry.resent.isEmpty()) {
            // What is not in order by itself: a message that was received again, or what was sent again meanwhile.
            steps.sort((a, b) -> a.at().compareTo(b.at()));
        }
        return steps;
    }

    /** The batches that a record was in, one after the other. */
    private static Iterable<BatchEntry> way(RecordEntry entry) {
        Deque<BatchEntry> way = new ArrayDeque<>();
        for (BatchEntry batch = entry.batch; batch != null; batch = batch.parent) {
            way.addFirst(batch);
        }
        if (!entry.earlierBatches.isEmpty()) {
            List<BatchEntry> all = new ArrayList<>(entry.earlierBatches);
            all.addAll(way);
            return all;
        }
        return way;
    }

    private static void addSteps(List<Step> steps, RecordEntry entry, BatchEntry batch) {
        if (batch.parent != null) {
            steps.add(new Step.Split(batch.at, batch.parent.n, batch.n));
        }
        boolean isLast = batch == entry.batch;
        for (int i = 0; i < batch.tried.size(); i++) {
            BatchEntry.Tried tried = batch.tried.get(i);
            boolean isHandled = isLast && entry.state == RecordRow.State.HANDLED && i == batch.tried.size() - 1;
            steps.add(new Step.Attempted(batch.n, tried.attempt(), isHandled));
            Instant until = tried.until();
            if (until != null && !isHandled) {
                steps.add(new Step.Retrying(tried.endedAt(), batch.n, until));
            }
        }
        if (batch.state == BatchRow.State.INVOKING) {
            steps.add(new Step.Invoking(batch.since, batch.n, batch.attempt));
        }
    }

    static BatchRow batch(BatchEntry batch) {
        return new BatchRow(
                batch.n,
                batch.mapping.mapping.mapping(),
                batch.mapping.mapping.function(),
                batch.shard.id,
                LongStream.of(batch.numbers).filter(n -> n > 0).boxed().toList(),
                batch.numbers.length,
                some(batch.firstId),
                some(batch.lastId),
                batch.at,
                Optional.ofNullable(batch.parent).map(parent -> parent.n),
                batch.children.stream().map(child -> child.n).toList(),
                batch.root().n,
                batch.state,
                Optional.ofNullable(batch.until),
                batch.tried.stream().map(BatchEntry.Tried::attempt).toList(),
                Optional.ofNullable(batch.discarded));
    }

    private static Optional<String> some(String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    static List<BatchRow> tree(BatchEntry root) {
        List<BatchRow> tree = new ArrayList<>();
        addTree(root, tree);
        return tree;
    }

    private static void addTree(BatchEntry batch, List<BatchRow> tree) {
        tree.add(batch(batch));
        batch.children.forEach(child -> addTree(child, tree));
    }

    static ShardStatus shard(ShardEntry shard) {
        ShardProgress progress = shard.progress;
        BatchEntry blocking = blocking(shard);
        return new ShardStatus(
                shard.mapping.mapping.mapping(),
                shard.id.orElse(""),
                progress == null ? "" : position(progress.position()),
                progress == null ? shard.open.size() : progress.open(),
                progress != null && progress.isPaused(),
                progress == null ? Optional.empty() : progress.oldestOpen(),
                Optional.ofNullable(blocking).map(batch -> batch.n),
                Optional.ofNullable(blocking).flatMap(batch -> Optional.ofNullable(batch.until)),
                progress != null && progress.isFinished());
    }

    /** The first batch that failed and is not over; null if there is none. */
    static @Nullable BatchEntry blocking(ShardEntry shard) {
        return shard.live.stream()
                .filter(batch -> batch.state == BatchRow.State.BACKING_OFF
                        || batch.state == BatchRow.State.INVOKING && hasFailed(batch))
                .findFirst()
                .orElse(null);
    }

    /** The batch that a record waits for which is in no batch, or in one that has to wait; null if there is none. */
    static @Nullable BatchEntry inTheWayOf(RecordEntry entry) {
        for (BatchEntry batch : entry.shard.live) {
            if (batch == entry.batch) {
                return null;
            }
            if (isSameLane(batch, entry)) {
                return batch;
            }
        }
        return null;
    }

    private static boolean isSameLane(BatchEntry batch, RecordEntry entry) {
        RecordEntry first = batch.first;
        return entry.mapping
                .mapping
                .onStream()
                .map(EventSourceMapping::batching)
                .filter(batching -> first != null
                        && first.record != null
                        && entry.record != null
                        && batching.laneOf(first.record.itemKey()) == batching.laneOf(entry.record.itemKey()))
                .isPresent();
    }

    /** When the first record was read that waits for its first batch. */
    static Optional<Instant> firstWaiting(RecordEntry entry) {
        return entry.shard.open.values().stream()
                .filter(other -> other.batch == null)
                .map(other -> other.readAt)
                .min(Instant::compareTo);
    }

    private static boolean hasFailed(BatchEntry batch) {
        return !batch.tried.isEmpty() || batch.parent != null;
    }

    private static String position(Position position) {
        return position.number().map(Object::toString).orElse(position.type().toString());
    }
}
