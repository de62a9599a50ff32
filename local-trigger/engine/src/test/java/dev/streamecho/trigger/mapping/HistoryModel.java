package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.fail;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rules of the document allow for one shard, kept as plain sets and counts: each step of a history is told to it,
 * and fails if it breaks a rule. Records are named by their place in the shard, from 1 on.
 */
final class HistoryModel {
    private static final int SIX_MEGABYTES = 6 * 1024 * 1024;

    /** The failures of a batch that was split in two. */
    private static final int SPLIT = Integer.MAX_VALUE;

    private final EventSourceMapping mapping;
    private final int lanes;

    // The shard.
    private final List<ChangeRecord> shard = new ArrayList<>();
    private final BitSet filtered = new BitSet();

    // What was done since the beginning, over all crashes.
    private final BitSet everFinished = new BitSet();
    private int savedPosition;
    private int restarts;

    // What the process that runs now has done.
    private int startPosition;
    private final BitSet finished = new BitSet();
    private final Map<Integer, Set<Integer>> underWay = new HashMap<>();
    private Memory memory = new Memory(new HashMap<>(), Optional.empty(), "{}");
    private Memory savedMemory = memory.copy();

    /** What a restart must not forget: the failures and invocations of each batch, and the open window with its state. */
    private record Memory(Map<List<Integer>, Tries> tries, Optional<Instant> window, String state) {
        Memory copy() {
            return new Memory(new HashMap<>(tries), window, state);
        }
    }

    private record Tries(int invocations, int failures) {}

    HistoryModel(EventSourceMapping mapping) {
        this.mapping = mapping;
        lanes = mapping.batching().hasTumblingWindow() ? 1 : mapping.batching().parallelizationFactor();
    }

    void written(ChangeRecord record, boolean passesFilters) {
        shard.add(record);
        if (!passesFilters) {
            filtered.set(shard.size());
            everFinished.set(shard.size());
        }
    }

    void invoked(Command.Invoke invoke, Instant now) {
        List<Integer> batch = places(invoke.batch().records());
        check(!underWay.containsKey(invoke.lane()), "two invocations at a time in lane %d", invoke.lane());
        underWay.put(invoke.lane(), new HashSet<>(batch));
        check(underWay.size() <= lanes, "more invocations at a time than ParallelizationFactor");
        if (batch.isEmpty()) {
            checkLastOfWindow(invoke);
        } else {
            checkBatch(batch, now);
            checkOrder(invoke.lane(), batch);
            checkWindow(invoke, batch);
        }
    }

    private void checkBatch(List<Integer> batch, Instant now) {
        check(batch.size() <= mapping.batching().batchSize(), "more than BatchSize");
        long bytes = batch.stream()
                .mapToLong(place -> record(place).json().length + 1)
                .sum();
        check(batch.size() == 1 || bytes <= SIX_MEGABYTES, "more than 6 MB");
        Instant oldest = record(batch.get(0)).arrival();
        check(
                mapping.failures().maximumRecordAge().isEmpty()
                        || !oldest.plus(mapping.failures().maximumRecordAge().get())
                                .isBefore(now),
                "a record older than MaximumRecordAgeInSeconds");
        check(tries(batch).failures() < SPLIT, "a batch that was split is invoked whole");
        check(
                mapping.failures().maximumRetryAttempts().isEmpty()
                        || tries(batch).failures()
                                <= mapping.failures().maximumRetryAttempts().getAsInt(),
                "one attempt more than MaximumRetryAttempts");
    }

    private void checkOrder(int lane, List<Integer> batch) {
        for (int i = 0; i < batch.size(); i++) {
            int place = batch.get(i);
            check(!filtered.get(place), "%d does not pass the filters", place);
            check(!finished.get(place), "%d was finished already", place);
            check(i == 0 || batch.get(i - 1) < place, "the batch is not in the order of the shard");
            for (int earlier = startPosition + 1; earlier < place; earlier++) {
                boolean before = finished.get(earlier)
                        || filtered.get(earlier)
                        || batch.subList(0, i).contains(earlier);
                check(before || !inOrder(earlier, place), "%d is invoked before %d is finished", place, earlier);
            }
        }
        underWay.forEach((other, records) ->
                check(other == lane || records.stream().noneMatch(batch::contains), "a record is in two invocations"));
    }

    private boolean inOrder(int one, int other) {
        return lanes == 1 || record(one).itemKey().equals(record(other).itemKey());
    }

    private void checkWindow(Command.Invoke invoke, List<Integer> batch) {
        check(invoke.window().isPresent() == mapping.batching().hasTumblingWindow(), "a window that is not configured");
        invoke.window().ifPresent(window -> {
            check(memory.window().orElse(window.start()).equals(window.start()), "the window before is still open");
            for (int place : batch) {
                Instant arrival = record(place).arrival();
                check(
                        !arrival.isBefore(window.start()) && arrival.isBefore(window.end()),
                        "%d is not of the window",
                        place);
            }
            check(window.state().equals(memory.state()), "state is not the last response's but %s", window.state());
            memory = new Memory(memory.tries(), Optional.of(window.start()), memory.state());
        });
    }

    private void checkLastOfWindow(Command.Invoke invoke) {
        TumblingWindow window = invoke.window().orElseThrow(() -> new AssertionError("an invocation without records"));
        check(memory.window().equals(Optional.of(window.start())), "the end of a window that is not open");
        check(window.state().equals(memory.state()), "state is not the last response's but %s", window.state());
    }

    void completed(Command.Invoke invoke, RandomAnswer answer) {
        underWay.remove(invoke.lane());
        List<Integer> batch = places(invoke.batch().records());
        if (answer.kind() == RandomAnswer.Kind.NOT_REACHED) {
            return;
        }
        Tries before = memory.tries().remove(batch);
        int handled = switch (answer.kind()) {
            case HANDLED -> batch.size();
            case HANDLED_UP_TO -> answer.index();
            default -> 0;
        };
        batch.subList(0, handled).forEach(this::finish);
        if (handled > 0 || (batch.isEmpty() && answer.kind() == RandomAnswer.Kind.HANDLED)) {
            boolean windowEnds = batch.isEmpty();
            memory = new Memory(
                    memory.tries(),
                    windowEnds ? Optional.empty() : memory.window(),
                    windowEnds ? "{}" : answer.state());
        }
        boolean split =
                answer.kind() == RandomAnswer.Kind.FAILED && mapping.failures().bisectBatchOnFunctionError();
        if (!batch.isEmpty() && handled == 0 && (!split || batch.size() == 1)) {
            Tries tries = before == null ? new Tries(0, 0) : before;
            memory.tries().put(batch, new Tries(tries.invocations() + 1, tries.failures() + 1));
        } else if (split && !batch.isEmpty()) {
            memory.tries().put(batch, new Tries(0, SPLIT));
        }
    }

    void discarded(Command.Discard discard, Instant now) {
        List<Integer> batch = places(discard.batch().records());
        check(!batch.isEmpty(), "nothing is discarded");
        check(!underWay.containsKey(discard.lane()), "discarded during an invocation");
        batch.forEach(this::finish);
        if (discard.condition() == Command.Condition.RETRY_ATTEMPTS_EXHAUSTED) {
            Tries tries = tries(batch);
            check(
                    mapping.failures().maximumRetryAttempts().isPresent()
                            && tries.failures()
                                    == mapping.failures().maximumRetryAttempts().getAsInt() + 1,
                    "discarded after %d attempts",
                    tries.failures());
            checkInvokeCount(discard, tries);
            memory.tries().remove(batch);
        } else {
            batch.forEach(place -> check(
                    record(place)
                            .arrival()
                            .plus(mapping.failures().maximumRecordAge().orElseThrow())
                            .isBefore(now),
                    "%d is not too old",
                    place));
            cutFront(batch).ifPresent(tries -> checkInvokeCount(discard, tries));
        }
    }

    /** An invocation that a crash cut off may have been counted or not. */
    private void checkInvokeCount(Command.Discard discard, Tries tries) {
        check(
                Math.abs(discard.batch().invocations() - tries.invocations()) <= restarts,
                "approximateInvokeCount is %d, not %d".formatted(discard.batch().invocations(), tries.invocations()));
    }

    /** What is left of a batch whose front is too old keeps its tries. */
    private Optional<Tries> cutFront(List<Integer> front) {
        Optional<List<Integer>> whole = memory.tries().keySet().stream()
                .filter(batch -> batch.size() >= front.size())
                .filter(batch -> batch.subList(0, front.size()).equals(front))
                .filter(batch -> tries(batch).failures() < SPLIT)
                .findFirst();
        return whole.map(batch -> {
            Tries tries = memory.tries().remove(batch);
            if (batch.size() > front.size()) {
                memory.tries().put(batch.subList(front.size(), batch.size()), tries);
            }
            return tries;
        });
    }

    void saved(Checkpoint.At checkpoint) {
        int position = checkpoint.position() instanceof Position.After after
                ? Integer.parseInt(after.sequenceNumber().digits())
                : 0;
        check(position >= savedPosition, "the checkpoint went back");
        for (int place = savedPosition + 1; place <= position; place++) {
            check(everFinished.get(place), "the checkpoint passed %d, which is open", place);
        }
        savedPosition = position;
        // Finished, it may be delivered again as a new batch.
        memory.tries()
                .entrySet()
                .removeIf(batch -> batch.getValue().failures() == SPLIT
                        && batch.getKey().stream().allMatch(finished::get));
        savedMemory = memory.copy();
    }

    void restarted() {
        finished.clear();
        underWay.clear();
        restarts++;
        startPosition = savedPosition;
        memory = savedMemory.copy();
    }

    void ended() {
        for (int place = 1; place <= shard.size(); place++) {
            check(everFinished.get(place), "%d is lost", place);
        }
        check(savedPosition == shard.size(), "the last checkpoint is %d", savedPosition);
        check(memory.window().isEmpty(), "a window is still open");
    }

    private void finish(int place) {
        check(!finished.get(place), "%d is finished twice", place);
        finished.set(place);
        everFinished.set(place);
    }

    private Tries tries(List<Integer> batch) {
        return memory.tries().getOrDefault(batch, new Tries(0, 0));
    }

    private ChangeRecord record(int place) {
        return shard.get(place - 1);
    }

    private static List<Integer> places(List<ChangeRecord> records) {
        return records.stream()
                .map(record -> Integer.valueOf(record.sequenceNumber().digits()))
                .collect(Collectors.toList());
    }

    private static void check(boolean rule, String otherwise, Object... arguments) {
        if (!rule) {
            fail(otherwise, arguments);
        }
    }
}
