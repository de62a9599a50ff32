package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What may happen to one shard of a mapping, made from a seed and told to a {@link HistoryModel}. */
final class RandomHistory {
    private static final int MOST_STEPS = 20_000;
    private static final byte[] SMALL = new byte[100];
    private static final byte[] BIG = new byte[3 * 1024 * 1024];

    private final Random random;
    private final Optional<StringBuilder> trace;
    private final EventSourceMapping mapping;
    private final HistoryModel model;
    private final double troubleRate;
    private final double filterRate;
    private final int stepsBeforeTheEnd;
    private final boolean failsToTheEnd;
    private final boolean crashes;

    private final List<ChangeRecord> shard = new ArrayList<>();
    private final Set<SequenceNumber> passing = new HashSet<>();
    private final List<Command.Invoke> underWay = new ArrayList<>();
    private Instant now = Scenario.START;
    private ShardProcessor processor;
    private int read;
    private boolean isEnding;
    private Checkpoint.At saved = new Checkpoint.At(new Position.TrimHorizon());

    /**
     * Makes a history.
     *
     * @param trace gets a line for each step
     */
    RandomHistory(long seed, Optional<StringBuilder> trace) {
        // Seeds that follow each other give similar first numbers.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.trace = trace;
        mapping = randomMapping();
        model = new HistoryModel(mapping);
        troubleRate = oneOf(0.0, 0.2, 0.5, 0.9);
        filterRate = oneOf(0.0, 0.0, 0.3, 0.9);
        stepsBeforeTheEnd = 20 + random.nextInt(100);
        boolean limited = mapping.failures().maximumRetryAttempts().isPresent()
                || mapping.failures().maximumRecordAge().isPresent();
        failsToTheEnd = limited && !mapping.batching().hasTumblingWindow() && random.nextBoolean();
        crashes = random.nextInt(5) > 0;
        processor = newProcessor();
        trace("%s", mapping);
    }

    private EventSourceMapping randomMapping() {
        TestMapping some = TestMapping.mapping()
                .batchSize(oneOf(1, 2, 3, 5, 10, 10_000))
                .maximumBatchingWindowInSeconds(oneOf(0, 0, 1, 10))
                .parallelizationFactor(oneOf(1, 1, 2, 3, 10));
        if (random.nextBoolean()) {
            some.maximumRetryAttempts(oneOf(0, 1, 2, 5));
        }
        if (random.nextInt(3) == 0) {
            some.maximumRecordAgeInSeconds(60);
        }
        if (random.nextBoolean()) {
            some.bisectBatchOnFunctionError();
        }
        if (random.nextBoolean()) {
            some.reportBatchItemFailures();
        }
        if (random.nextInt(4) == 0) {
            some.tumblingWindowInSeconds(oneOf(1, 10, 60));
        }
        return some.build();
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private ShardProcessor newProcessor() {
        RetryDelay delay = new RetryDelay(Duration.ofSeconds(1), random::nextDouble);
        return new ShardProcessor(mapping, record -> passing.contains(record.sequenceNumber()), delay, saved);
    }

    /** Plays it to the end of the shard; fails if a rule is broken, or if it does not come to an end. */
    void play() {
        for (int step = 0; !processor.isFinished(); step++) {
            if (step > MOST_STEPS) {
                throw new AssertionError("it does not come to an end");
            }
            isEnding = step >= stepsBeforeTheEnd;
            if (isEnding) {
                goTowardTheEnd();
            } else {
                doAnything();
            }
        }
        save();
        model.ended();
    }

    private void doAnything() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> write();
            case 4, 5, 6, 7, 8 -> read();
            case 9, 10, 11, 12, 13, 14 -> complete();
            case 15, 16 -> pass(Duration.ofMillis(random.nextInt(3_000)));
            case 17 -> pass(Duration.ofSeconds(random.nextInt(40)));
            case 18 -> crash(1.0);
            default -> stop();
        }
    }

    private void goTowardTheEnd() {
        if (read < shard.size()) {
            read();
        }
        if (read == shard.size()) {
            processor.endOfShard();
            act();
        }
        if (!underWay.isEmpty()) {
            complete();
        } else if (processor.wakeAt().isPresent()) {
            now = processor.wakeAt().get().isAfter(now) ? processor.wakeAt().get() : now;
            act();
        } else if (!processor.isFinished() && read == shard.size()) {
            throw new AssertionError("it is stuck");
        }
    }

    private void write() {
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            SequenceNumber sequenceNumber = new SequenceNumber(String.valueOf(shard.size() + 1));
            String item = "item" + random.nextInt(6);
            byte[] json = random.nextInt(20) == 0 && hasRoomForBig() ? BIG : SMALL;
            ChangeRecord record = new ChangeRecord(sequenceNumber, now, item, json);
            boolean passes = random.nextDouble() >= filterRate;
            if (passes) {
                passing.add(sequenceNumber);
            }
            shard.add(record);
            model.written(record, passes);
            trace("write %s of %s%s%s", sequenceNumber, item, json == BIG ? ", big" : "", passes ? "" : ", filtered");
        }
    }

    /** Where memory is short after a crash, a batch may be made again in parts, of which only the first counts on. */
    private boolean hasRoomForBig() {
        return !crashes || shard.stream().filter(record -> record.json() == BIG).count() < 3;
    }

    private void read() {
        if (!processor.hasRoom()) {
            return;
        }
        int end = Math.min(shard.size(), read + 1 + random.nextInt(10));
        trace("read to %d", end);
        if (read == end) {
            processor.readUpTo(now);
        } else {
            processor.offer(shard.subList(read, end), now);
        }
        read = end;
        act();
    }

    private void complete() {
        if (underWay.isEmpty()) {
            return;
        }
        completeWithoutSaving();
        if (!crash(0.05)) {
            save();
            act();
        }
    }

    private void completeWithoutSaving() {
        Command.Invoke invoke = underWay.remove(random.nextInt(underWay.size()));
        RandomAnswer answer = answer(invoke.batch().records());
        trace("%s %s", answer, shown(invoke.lane(), invoke.batch()));
        processor.completed(invoke.lane(), Outcomes.invocation("request", now, answer.outcome()), now);
        model.completed(invoke, answer);
    }

    private RandomAnswer answer(List<ChangeRecord> batch) {
        if (isEnding) {
            return failsToTheEnd ? RandomAnswer.failure() : RandomAnswer.success(random);
        }
        return random.nextDouble() < troubleRate
                ? RandomAnswer.trouble(random, mapping, batch)
                : RandomAnswer.success(random);
    }

    private void pass(Duration time) {
        trace("pass %s", time);
        Instant end = now.plus(time);
        Optional<Instant> wake = processor.wakeAt().filter(at -> at.isBefore(end));
        while (wake.isPresent()) {
            now = wake.get().isAfter(now) ? wake.get() : now;
            act();
            wake = processor.wakeAt().filter(at -> at.isBefore(end));
        }
        now = end;
        act();
    }

    /** The process is killed, or not. */
    private boolean crash(double probability) {
        if (!crashes || random.nextDouble() >= probability) {
            return false;
        }
        trace("crash");
        restart();
        return true;
    }

    /** What is under way ends, and no more is started. */
    private void stop() {
        if (!crashes) {
            return;
        }
        trace("stop");
        while (!underWay.isEmpty()) {
            completeWithoutSaving();
        }
        save();
        restart();
    }

    private void restart() {
        underWay.clear();
        model.restarted();
        processor = newProcessor();
        read = saved.position() instanceof Position.After after
                ? Integer.parseInt(after.sequenceNumber().digits())
                : 0;
    }

    private void act() {
        save();
        List<Command> commands = processor.advance(now);
        while (!commands.isEmpty()) {
            for (Command command : commands) {
                if (command instanceof Command.Invoke invoke) {
                    trace("invoke %s", shown(invoke.lane(), invoke.batch()));
                    model.invoked(invoke, now);
                    underWay.add(invoke);
                } else if (command instanceof Command.Discard discard) {
                    trace("%s: %s", discard.condition(), shown(discard.lane(), discard.batch()));
                    model.discarded(discard, now);
                    processor.discarded(discard.lane());
                    if (crash(0.05)) {
                        return;
                    }
                    save();
                }
            }
            commands = processor.advance(now);
        }
    }

    private void save() {
        saved = processor.checkpoint();
        trace(
                "saved %s %s",
                saved.position(),
                saved.tried().stream()
                        .map(batch -> "%s-%s (%d)"
                                .formatted(
                                        batch.startSequenceNumber(), batch.endSequenceNumber(), batch.failedAttempts()))
                        .toList());
        model.saved(saved);
    }

    private static String shown(int lane, Batch batch) {
        return "%s in lane %d: invocation %d, %d failed attempts"
                .formatted(
                        batch.records().stream()
                                .map(ChangeRecord::sequenceNumber)
                                .toList(),
                        lane,
                        batch.invocations(),
                        batch.failedAttempts());
    }

    private void trace(String line, Object... arguments) {
        trace.ifPresent(text -> text.append(line.formatted(arguments)).append('\n'));
    }
}
