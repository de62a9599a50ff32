package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.function.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The records of one shard that are handled one batch after the other: all of a shard, or one share of them with a
 * {@code ParallelizationFactor}.
 *
 * <p>A state machine without threads, clock or input and output: it is told what happened and at what time, and says what
 * is to be done.
 */
final class Lane {
    private final int number;
    private final EventSourceMapping mapping;
    private final RetryDelay retryDelay;

    // What waits, in the order of the shard: first what was tried already, then what is fresh.
    private final Deque<Batch> tried = new ArrayDeque<>();
    private final Deque<Fresh> fresh = new ArrayDeque<>();
    private long freshBytes;
    private int filtered;

    private State state = new Ready();
    private int unreached;
    private Optional<TumblingWindow> window = Optional.empty();

    private record Fresh(ChangeRecord record, Instant since) {}

    private sealed interface State {}

    private record Ready() implements State {}

    private record BackingOff(Instant until) implements State {}

    private record Invoking(Batch batch, Optional<TumblingWindow> window) implements State {}

    private record Discarding(Batch batch) implements State {}

    Lane(int number, EventSourceMapping mapping, RetryDelay retryDelay) {
        this.number = number;
        this.mapping = mapping;
        this.retryDelay = retryDelay;
    }

    void offer(ChangeRecord record, Instant now) {
        fresh.add(new Fresh(record, now));
        freshBytes += EventEncoder.sizeOf(record);
    }

    void countFiltered() {
        filtered++;
    }

    long freshBytes() {
        return freshBytes;
    }

    boolean isEmpty() {
        return state instanceof Ready && tried.isEmpty() && fresh.isEmpty() && window.isEmpty();
    }

    /**
     * What to do now, if anything.
     *
     * @param flush whether to wait no longer for fuller batches: the shard has ended, or no more fits in memory
     * @param ended whether nothing more will come, so that an open window ends
     */
    Optional<Command> advance(Instant now, boolean flush, boolean ended) {
        if (state instanceof BackingOff backingOff && !now.isBefore(backingOff.until())) {
            state = new Ready();
        }
        if (!(state instanceof Ready)) {
            return Optional.empty();
        }
        if (tried.isEmpty()) {
            openWindow();
            if (windowIsOver(now, ended)) {
                return Optional.of(invoke(Batch.of(List.of(), takeFiltered()), window.map(TumblingWindow::last)));
            }
            if (!batchIsDue(now, flush)) {
                return Optional.empty();
            }
            tried.add(formBatch());
        }
        Batch batch = tried.removeFirst();
        int expired = expiredIn(batch, now);
        if (expired == 0) {
            return Optional.of(invoke(batch, window));
        }
        if (expired < batch.size()) {
            tried.addFirst(batch.cut(expired, batch.size()));
        }
        return Optional.of(discard(batch.cut(0, expired), Command.Condition.RECORD_AGE_EXCEEDED));
    }

    /** When {@link #advance} may have something to do although nothing happens before. */
    Optional<Instant> wakeAt() {
        if (state instanceof BackingOff backingOff) {
            return Optional.of(backingOff.until());
        }
        if (!(state instanceof Ready) || !tried.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> windowEnd = window.map(TumblingWindow::end).map(end -> end.plus(WINDOW_GRACE));
        return fresh.isEmpty()
                ? windowEnd
                : Optional.of(fresh.getFirst().since().plus(mapping.batchingWindow()));
    }

    /**
     * The invocation has ended.
     *
     * @return the records that need nothing more; or what to do with a batch that is given up
     */
    Completion completed(Invocation invocation, Instant now) {
        Invoking invoking = (Invoking) state;
        Batch batch = invoking.batch();
        Verdict verdict = Verdict.of(
                invocation.outcome(),
                batch,
                mapping.reportBatchItemFailures(),
                invoking.window().isPresent());
        unreached = verdict instanceof Verdict.NotReached ? unreached + 1 : 0;
        state = new Ready();
        if (verdict instanceof Verdict.Handled handled) {
            moveWindow(invoking, handled.state());
            return Completion.finished(batch.records());
        }
        if (verdict instanceof Verdict.HandledUpTo upTo && upTo.index() > 0) {
            moveWindow(invoking, upTo.state());
            tried.addFirst(batch.part(upTo.index(), batch.size()));
            return Completion.finished(batch.records().subList(0, upTo.index()));
        }
        if (verdict instanceof Verdict.NotReached) {
            tried.addFirst(batch);
            state = new BackingOff(now.plus(retryDelay.after(unreached)));
            return Completion.nothing();
        }
        boolean functionError = verdict instanceof Verdict.Failed failed && failed.functionError();
        return failed(batch, new Batch.Failure(invocation.requestId(), functionError), verdict, now);
    }

    private Completion failed(Batch batch, Batch.Failure failure, Verdict verdict, Instant now) {
        if (mapping.bisectBatchOnFunctionError() && batch.size() > 1 && verdict instanceof Verdict.Failed) {
            int middle = batch.size() / 2;
            tried.addFirst(batch.part(middle, batch.size()));
            tried.addFirst(batch.part(0, middle));
            return Completion.nothing();
        }
        Batch again = batch.failed(failure);
        boolean isLastOfWindow = batch.records().isEmpty();
        if (!isLastOfWindow
                && mapping.maximumRetryAttempts().isPresent()
                && again.failedAttempts() > mapping.maximumRetryAttempts().getAsInt()) {
            return Completion.givenUp(discard(again, Command.Condition.RETRY_ATTEMPTS_EXHAUSTED));
        }
        tried.addFirst(again);
        state = new BackingOff(now.plus(retryDelay.after(again.failedAttempts())));
        return Completion.nothing();
    }

    /** The destination was told; the records need nothing more. */
    List<ChangeRecord> discarded() {
        Discarding discarding = (Discarding) state;
        state = new Ready();
        return discarding.batch().records();
    }

    /**
     * What the end of an invocation brought.
     *
     * @param finished records that need nothing more
     * @param discard a batch to give up
     */
    record Completion(List<ChangeRecord> finished, Optional<Command> discard) {
        static Completion nothing() {
            return new Completion(List.of(), Optional.empty());
        }

        static Completion finished(List<ChangeRecord> records) {
            return new Completion(records, Optional.empty());
        }

        static Completion givenUp(Command discard) {
            return new Completion(List.of(), Optional.of(discard));
        }
    }

    private Command invoke(Batch batch, Optional<TumblingWindow> seen) {
        Batch invoked = batch.invoked();
        // A last invocation that is tried again is still the last one.
        Optional<TumblingWindow> shown = batch.records().isEmpty() ? seen.map(TumblingWindow::last) : seen;
        state = new Invoking(invoked, shown);
        return new Command.Invoke(number, invoked, shown);
    }

    private Command discard(Batch batch, Command.Condition condition) {
        state = new Discarding(batch);
        return new Command.Discard(number, batch, condition);
    }

    private boolean batchIsDue(Instant now, boolean flush) {
        if (fresh.isEmpty()) {
            return false;
        }
        return flush
                || fresh.size() >= mapping.batchSize()
                || EventEncoder.exceedsPayloadLimit(freshBytes)
                || !fresh.getFirst().since().plus(mapping.batchingWindow()).isAfter(now)
                || !inWindow(fresh.getLast().record());
    }

    private Batch formBatch() {
        List<ChangeRecord> records = new ArrayList<>();
        long bytes = 0;
        while (!fresh.isEmpty() && records.size() < mapping.batchSize()) {
            ChangeRecord next = fresh.getFirst().record();
            bytes += EventEncoder.sizeOf(next);
            if (!records.isEmpty() && (EventEncoder.exceedsPayloadLimit(bytes) || !inWindow(next))) {
                break;
            }
            freshBytes -= EventEncoder.sizeOf(next);
            fresh.removeFirst();
            records.add(next);
        }
        return Batch.of(records, takeFiltered());
    }

    private int takeFiltered() {
        int taken = filtered;
        filtered = 0;
        return taken;
    }

    private int expiredIn(Batch batch, Instant now) {
        if (mapping.maximumRecordAge().isEmpty()) {
            return 0;
        }
        Instant oldest = now.minus(mapping.maximumRecordAge().get());
        int expired = 0;
        while (expired < batch.size() && batch.records().get(expired).arrival().isBefore(oldest)) {
            expired++;
        }
        return expired;
    }

    // Tumbling windows.

    /** A change shows up in the stream a moment after it was written, so a window stays open that much longer. */
    private static final Duration WINDOW_GRACE = Duration.ofSeconds(1);

    private boolean hasWindows() {
        return !mapping.tumblingWindow().isZero();
    }

    private void openWindow() {
        if (hasWindows() && window.isEmpty() && !fresh.isEmpty()) {
            Instant arrival = fresh.getFirst().record().arrival();
            window = Optional.of(TumblingWindow.containing(arrival, mapping.tumblingWindow()));
        }
    }

    private boolean windowIsOver(Instant now, boolean ended) {
        if (window.isEmpty()) {
            return false;
        }
        if (window.get().isOverfull()) {
            return true;
        }
        if (!fresh.isEmpty()) {
            return !inWindow(fresh.getFirst().record());
        }
        return ended || window.get().endsBy(now.minus(WINDOW_GRACE));
    }

    private boolean inWindow(ChangeRecord record) {
        return window.map(open -> !open.endsBy(record.arrival())).orElse(true);
    }

    private void moveWindow(Invoking invoking, Optional<JsonNode> newState) {
        window = invoking.window().flatMap(seen -> {
            if (!seen.isFinal()) {
                return Optional.of(newState.map(seen::with).orElse(seen));
            }
            return seen.isTerminatedEarly() ? Optional.of(seen.again()) : Optional.empty();
        });
    }
}
