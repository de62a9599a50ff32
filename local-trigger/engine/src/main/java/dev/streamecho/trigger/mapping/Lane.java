package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The records of one shard that are handled one batch after the other: all of a shard, or one share of them with a
 * {@code ParallelizationFactor}.
 *
 * <p>A state machine without threads, clock or input and output: it is told what happened and at what time, and says what
 * is to be done.
 */
final class Lane {
    /** A change shows up in the stream a moment after it was written, so a window stays open that much longer. */
    static final Duration WINDOW_GRACE = Duration.ofSeconds(1);

    private final int number;
    private final EventSourceMapping mapping;
    private final RetryDelay retryDelay;

    // What waits, in the order of the shard: first what was tried already, then what is fresh.
    private final Deque<Batch> tried = new ArrayDeque<>();
    private final FreshRecords fresh;

    private State state = new Ready();
    private int unreached;
    private Optional<TumblingWindow> window;

    private sealed interface State {}

    private record Ready() implements State {}

    private record BackingOff(Instant since, Instant until) implements State {

        /** A clock that was set back must not make the wait longer. */
        private boolean isOver(Instant now) {
            return !now.isBefore(until) || now.isBefore(since);
        }
    }

    private record Invoking(Batch batch) implements State {}

    private record Discarding(Batch batch) implements State {}

    /**
     * How far the shard was read.
     *
     * @param upTo what was written before this moment was offered
     * @param toItsEnd whether nothing more will come
     * @param paused whether nothing more will come until something is finished, because memory has no room for more
     */
    record Reading(Instant upTo, boolean toItsEnd, boolean paused) {}

    Lane(
            int number,
            EventSourceMapping mapping,
            RetryDelay retryDelay,
            EarlierTries earlier,
            Optional<TumblingWindow> window) {
        this.number = number;
        this.mapping = mapping;
        this.retryDelay = retryDelay;
        this.fresh = new FreshRecords(mapping, earlier);
        this.window = window;
    }

    FreshRecords fresh() {
        return fresh;
    }

    boolean isEmpty() {
        return isIdle() && window.isEmpty();
    }

    /** Returns whether it has nothing that waits or is under way; a tumbling window may be open. */
    boolean isIdle() {
        return state instanceof Ready && tried.isEmpty() && fresh.isEmpty();
    }

    /** Returns what to do now, if anything. */
    Optional<Command> advance(Instant now, Reading reading) {
        if (state instanceof BackingOff backingOff && backingOff.isOver(now)) {
            state = new Ready();
        }
        if (!(state instanceof Ready)) {
            return Optional.empty();
        }
        Optional<TumblingWindow> current = window.or(this::nextWindow);
        return nextBatch(now, reading, current).map(batch -> {
            if (isExhausted(batch)) {
                return discard(batch, Command.Condition.RETRY_ATTEMPTS_EXHAUSTED);
            }
            int expired = expiredIn(batch, now);
            if (expired == 0) {
                window = current;
                return invoke(batch);
            }
            if (expired < batch.size()) {
                tried.addFirst(batch.cut(expired, batch.size()));
            }
            return discard(batch.cut(0, expired), Command.Condition.RECORD_AGE_EXCEEDED);
        });
    }

    /** Returns when {@link #advance} may have something to do although nothing happens before. */
    Optional<Instant> wakeAt() {
        if (state instanceof BackingOff backingOff) {
            return Optional.of(backingOff.until());
        }
        return state instanceof Ready && tried.isEmpty() ? fresh.dueAt() : Optional.empty();
    }

    /** Returns until when it waits before its next attempt, if it does. */
    Optional<Instant> backsOffUntil() {
        return state instanceof BackingOff backingOff ? Optional.of(backingOff.until()) : Optional.empty();
    }

    /** Returns the batches that are tried next, as many as have that many records together. */
    List<List<ChangeRecord>> next(int records) {
        List<List<ChangeRecord>> next = new ArrayList<>();
        int left = records;
        for (Batch batch : tried) {
            if (left <= 0) {
                break;
            }
            next.add(batch.records());
            left -= batch.size();
        }
        return next;
    }

    /** Returns what the end of the running invocation means for its batch. */
    Verdict verdict(Invocation.Outcome outcome) {
        Batch batch = ((Invoking) state).batch();
        return Verdict.of(outcome, batch.records(), mapping.failures().reportBatchItemFailures(), window.isPresent());
    }

    /**
     * The invocation has ended.
     *
     * @return the records that need nothing more
     */
    List<ChangeRecord> completed(String requestId, Verdict verdict, Instant now) {
        Batch batch = ((Invoking) state).batch();
        state = new Ready();
        if (verdict instanceof Verdict.NotReached) {
            tried.addFirst(batch.notReached());
            unreached++;
            state = new BackingOff(now, now.plus(retryDelay.after(unreached)));
            return List.of();
        }
        unreached = 0;
        if (verdict instanceof Verdict.Handled handled) {
            window = batch.records().isEmpty() ? Optional.empty() : moved(handled.state());
            return batch.records();
        }
        boolean functionError = verdict instanceof Verdict.Failed failed && failed.functionError();
        Batch.Failure failure = new Batch.Failure(requestId, functionError);
        if (verdict instanceof Verdict.HandledUpTo upTo && upTo.index() > 0) {
            window = moved(upTo.state());
            tried.addFirst(batch.part(upTo.index(), batch.size(), failure));
            return batch.records().subList(0, upTo.index());
        }
        tryAgain(batch, failure, verdict, now);
        return List.of();
    }

    private void tryAgain(Batch batch, Batch.Failure failure, Verdict verdict, Instant now) {
        if (mapping.failures().bisectBatchOnFunctionError() && batch.size() > 1 && verdict instanceof Verdict.Failed) {
            int middle = batch.size() / 2;
            tried.addFirst(batch.part(middle, batch.size(), failure));
            tried.addFirst(batch.part(0, middle, failure));
            return;
        }
        Batch again = batch.failed(failure);
        tried.addFirst(again);
        if (!isExhausted(again)) {
            state = new BackingOff(now, now.plus(retryDelay.after(again.failedAttempts())));
        }
    }

    /**
     * The destination has the message of the discarded batch.
     *
     * @return its records, which need nothing more
     */
    List<ChangeRecord> discarded() {
        Batch batch = ((Discarding) state).batch();
        state = new Ready();
        return batch.records();
    }

    /** Returns the batches of which a checkpoint has to know, in the order of the shard. */
    Stream<Checkpoint.TriedBatch> triedBatches() {
        return Stream.concat(underWay().stream(), tried.stream())
                .map(Batch::tried)
                .flatMap(Optional::stream);
    }

    Optional<TumblingWindow> window() {
        return window;
    }

    private Optional<Batch> underWay() {
        if (state instanceof Invoking invoking) {
            return Optional.of(invoking.batch());
        }
        return state instanceof Discarding discarding ? Optional.of(discarding.batch()) : Optional.empty();
    }

    private Command invoke(Batch batch) {
        Batch invoked = batch.invoked();
        state = new Invoking(invoked);
        return new Command.Invoke(number, invoked, window);
    }

    private Command discard(Batch batch, Command.Condition condition) {
        state = new Discarding(batch);
        return new Command.Discard(number, batch, condition);
    }

    private Optional<Batch> nextBatch(Instant now, Reading reading, Optional<TumblingWindow> current) {
        boolean windowEndsEarly = window.isPresent() && window.get().isOverfull();
        boolean windowIsEnding = !tried.isEmpty() && tried.getFirst().records().isEmpty();
        if (windowEndsEarly && !windowIsEnding) {
            return Optional.of(Batch.of(List.of(), fresh.takeFiltered()));
        }
        if (!tried.isEmpty()) {
            return Optional.of(tried.removeFirst());
        }
        if (windowIsOver(reading)) {
            return Optional.of(Batch.of(List.of(), fresh.takeFiltered()));
        }
        boolean noMoreComes = reading.toItsEnd() || reading.paused() || isReadToEndOf(current, reading);
        boolean due = fresh.areDue(now, current) || (noMoreComes && !fresh.isEmpty());
        return due ? Optional.of(fresh.takeBatch(current)) : Optional.empty();
    }

    /** The last invocation of a window has no limit of attempts: it must succeed before the shard continues. */
    private boolean isExhausted(Batch batch) {
        return !batch.records().isEmpty()
                && mapping.failures().maximumRetryAttempts().isPresent()
                && batch.failedAttempts()
                        > mapping.failures().maximumRetryAttempts().getAsInt();
    }

    private int expiredIn(Batch batch, Instant now) {
        if (mapping.failures().maximumRecordAge().isEmpty()) {
            return 0;
        }
        Instant oldest = now.minus(mapping.failures().maximumRecordAge().get());
        int expired = 0;
        while (expired < batch.size() && batch.records().get(expired).arrival().isBefore(oldest)) {
            expired++;
        }
        return expired;
    }

    // Tumbling windows.

    /** Returns the window of the record that is next, which opens with its invocation. */
    private Optional<TumblingWindow> nextWindow() {
        if (!mapping.batching().hasTumblingWindow()) {
            return Optional.empty();
        }
        Optional<ChangeRecord> next =
                tried.isEmpty() ? fresh.first() : Optional.of(tried.getFirst().first());
        return next.map(record ->
                TumblingWindow.containing(record.arrival(), mapping.batching().tumblingWindow()));
    }

    private boolean windowIsOver(Reading reading) {
        return fresh.first()
                .map(next -> window.isPresent() && window.get().endsBy(next.arrival()))
                .orElseGet(() -> isReadToEndOf(window, reading) || (window.isPresent() && reading.toItsEnd()));
    }

    private static boolean isReadToEndOf(Optional<TumblingWindow> window, Reading reading) {
        return window.isPresent() && window.get().endsBy(reading.upTo().minus(WINDOW_GRACE));
    }

    private Optional<TumblingWindow> moved(Optional<JsonNode> newState) {
        return window.map(
                open -> newState.map(JsonNode::toString).map(open::with).orElse(open));
    }
}
