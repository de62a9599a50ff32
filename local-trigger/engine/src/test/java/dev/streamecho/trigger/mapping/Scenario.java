package dev.streamecho.trigger.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A mapping on one shard, with a clock that only moves when told and a function that answers as told, at once.
 *
 * <p>Records are named by their sequence numbers: the batch of the records 1 and 2 is {@code "1 2"}. The function answers
 * with success when it was not told otherwise. The first delay of a retry is one second.
 */
final class Scenario {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int STEP_LIMIT = 100_000;

    private final EventSourceMapping mapping;
    private Predicate<String> filter = sequenceNumber -> true;
    private ShardProcessor processor;
    private Instant now = START;
    private boolean readerIsBehind;
    private boolean destinationFails;

    private final List<ChangeRecord> shard = new ArrayList<>();
    private final Deque<Optional<Outcome>> answers = new ArrayDeque<>();
    private Checkpoint.At saved = new Checkpoint.At(new Position.TrimHorizon());

    private final List<Command.Invoke> invocations = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final Map<String, Command.Invoke> underWay = new LinkedHashMap<>();
    private final List<DiscardedBatch> discarded = new ArrayList<>();

    Scenario(TestMapping mapping) {
        this.mapping = mapping.build();
        processor = newProcessor();
    }

    private ShardProcessor newProcessor() {
        RetryDelay delay = new RetryDelay(Duration.ofSeconds(1), () -> 0.5);
        return new ShardProcessor(
                mapping, record -> filter.test(record.sequenceNumber().digits()), delay, saved);
    }

    static ChangeRecord record(String sequenceNumber, String item, Instant arrival) {
        return new ChangeRecord(
                new SequenceNumber(sequenceNumber),
                arrival,
                item,
                "{\"SequenceNumber\":\"%s\"}".formatted(sequenceNumber).getBytes(UTF_8));
    }

    // What happens.

    /** The next invocations end so, one after the other. */
    Scenario functionAnswers(Outcome... outcomes) {
        Stream.of(outcomes).map(Optional::of).forEach(answers::add);
        return this;
    }

    /** The next invocation does not end before {@link #ends}. */
    Scenario functionHangs() {
        answers.add(Optional.empty());
        return this;
    }

    /** Until a crash nothing can be kept in the destination. */
    Scenario destinationFails() {
        destinationFails = true;
        return this;
    }

    Scenario filter(Predicate<String> passes) {
        filter = passes;
        return this;
    }

    /** Changes of as many items. */
    Scenario write(String... sequenceNumbers) {
        return offer(Stream.of(sequenceNumbers).map(name -> record(name, name, now)));
    }

    Scenario writeItem(String item, String... sequenceNumbers) {
        return offer(Stream.of(sequenceNumbers).map(name -> record(name, item, now)));
    }

    /** A change whose record has this many bytes. */
    Scenario writeBytes(int bytes, String... sequenceNumbers) {
        return offer(Stream.of(sequenceNumbers)
                .map(name -> new ChangeRecord(new SequenceNumber(name), now, name, new byte[bytes])));
    }

    /** Records that were written a while before they are read. */
    Scenario read(Duration age, String... sequenceNumbers) {
        return offer(Stream.of(sequenceNumbers).map(name -> record(name, name, now.minus(age))));
    }

    private Scenario offer(Stream<ChangeRecord> records) {
        List<ChangeRecord> page = records.toList();
        shard.addAll(page);
        processor.offer(page, now);
        return settle();
    }

    Scenario shardEnds() {
        processor.endOfShard();
        return settle();
    }

    /** Whatever was written is read by now. */
    Scenario readerCatchesUp() {
        readerIsBehind = false;
        return settle();
    }

    /** From now on there may be records that were written but not read yet. */
    Scenario readerFallsBehind() {
        readerIsBehind = true;
        return this;
    }

    /** The clock moves, and whatever is due meanwhile is done at its time. */
    Scenario pass(Duration time) {
        Instant end = now.plus(time);
        for (int i = 0; i < STEP_LIMIT; i++) {
            Optional<Instant> wake = processor.wakeAt().filter(at -> !at.isAfter(end));
            if (wake.isEmpty()) {
                now = end;
                return settle();
            }
            now = wake.get().isAfter(now) ? wake.get() : now;
            settle();
        }
        throw new AssertionError("it does not come to rest by " + end);
    }

    Scenario clockIsSetBack(Duration time) {
        now = now.minus(time);
        return settle();
    }

    /** As much time passes as it takes until nothing is due any more. */
    Scenario passUntilQuiet() {
        for (int i = 0; i < STEP_LIMIT; i++) {
            Optional<Instant> wake = processor.wakeAt();
            if (wake.isEmpty()) {
                return this;
            }
            now = wake.get();
            settle();
        }
        throw new AssertionError("it does not come to rest");
    }

    /** The invocation under way with these records ends. */
    Scenario ends(String records, Outcome outcome) {
        complete(underWay.remove(records), outcome);
        return settle();
    }

    /** The process is killed, and another one goes on from the last checkpoint. */
    Scenario crash() {
        return crashAndRead(record -> true);
    }

    /** Like {@link #crash}, but the first page that is read has these records only. */
    Scenario crashAndRead(String... sequenceNumbers) {
        List<String> page = List.of(sequenceNumbers);
        return crashAndRead(record -> page.contains(record.sequenceNumber().digits()));
    }

    private Scenario crashAndRead(Predicate<ChangeRecord> isOfPage) {
        underWay.clear();
        destinationFails = false;
        processor = newProcessor();
        processor.offer(
                shard.stream().filter(this::isBehindCheckpoint).filter(isOfPage).toList(), now);
        return settle();
    }

    private boolean isBehindCheckpoint(ChangeRecord record) {
        return !(saved.position() instanceof Position.After after)
                || record.sequenceNumber().isAfter(after.sequenceNumber());
    }

    // What came of it.

    /** The records of each invocation. */
    List<String> invocations() {
        return invocations.stream().map(invoke -> names(invoke.batch())).toList();
    }

    /** The events that the function got. */
    List<String> events() {
        return events;
    }

    /**
     * The invocations as a function with tumbling windows sees them: {@code "1 2 in 0-60 with {}"}, and for the last one
     * of a window {@code "end of 0-60 with {}"} or {@code "early end of 0-60 with {}"}; the times in seconds since the
     * start.
     */
    List<String> windowedInvocations() {
        return IntStream.range(0, events.size())
                .mapToObj(i -> windowed(invocations().get(i), events.get(i)))
                .toList();
    }

    private static String windowed(String records, String event) {
        try {
            JsonNode json = new ObjectMapper().readTree(event);
            String end = json.get("isWindowTerminatedEarly").booleanValue() ? "early end of" : "end of";
            return "%s %d-%d with %s"
                    .formatted(
                            json.get("isFinalInvokeForWindow").booleanValue() ? end : records + " in",
                            seconds(json.at("/window/start")),
                            seconds(json.at("/window/end")),
                            json.get("state"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(event, e);
        }
    }

    private static long seconds(JsonNode time) {
        return Duration.between(START, Instant.parse(time.textValue())).toSeconds();
    }

    /** When the invocations were, in seconds since the start. */
    List<Double> secondsOfInvocations() {
        return times.stream()
                .map(time -> Duration.between(START, time).toMillis() / 1000.0)
                .toList();
    }

    /** The records that the filters dropped, as each invocation reports them. */
    List<Integer> filteredBefore() {
        return invocations.stream().map(invoke -> invoke.batch().filtered()).toList();
    }

    List<String> underWay() {
        return List.copyOf(underWay.keySet());
    }

    /** The discarded batches, as {@code "1 2: RetryAttemptsExhausted after 3 invocations"}. */
    List<String> discarded() {
        return discarded.stream()
                .map(batch -> "%s: %s after %d invocations"
                        .formatted(names(batch.records()), batch.condition(), batch.approximateInvokeCount()))
                .toList();
    }

    DiscardedBatch lastDiscarded() {
        return discarded.get(discarded.size() - 1);
    }

    /** The sequence number behind which a restart would go on. */
    String checkpoint() {
        return saved.position() instanceof Position.After after
                ? after.sequenceNumber().digits()
                : "none";
    }

    Checkpoint.At savedCheckpoint() {
        return saved;
    }

    boolean isFinished() {
        return processor.isFinished();
    }

    boolean hasRoom() {
        return processor.hasRoom();
    }

    // How it goes.

    private Scenario settle() {
        if (!readerIsBehind) {
            processor.readUpTo(now);
        }
        saved = processor.checkpoint();
        List<Command> commands = processor.advance(now);
        for (int i = 0; !commands.isEmpty(); i++) {
            if (i > STEP_LIMIT) {
                throw new AssertionError("it does not come to rest at " + now);
            }
            commands.forEach(this::carryOut);
            saved = processor.checkpoint();
            commands = processor.advance(now);
        }
        return this;
    }

    private void carryOut(Command command) {
        if (command instanceof Command.Discard discard && !destinationFails) {
            discarded.add(DiscardedBatch.of(mapping, "shard", discard, now));
            processor.discarded(discard.lane());
        } else if (command instanceof Command.Invoke invoke) {
            invocations.add(invoke);
            times.add(now);
            events.add(
                    new String(EventEncoder.encode(invoke.batch().records(), "shard", "arn", invoke.window()), UTF_8));
            Optional<Outcome> answer = answers.isEmpty() ? Optional.of(Outcomes.success()) : answers.remove();
            answer.ifPresentOrElse(
                    outcome -> complete(invoke, outcome), () -> underWay.put(names(invoke.batch()), invoke));
        }
    }

    private void complete(Command.Invoke invoke, Outcome outcome) {
        processor.completed(invoke.lane(), Outcomes.invocation("request-" + invocations.size(), now, outcome), now);
    }

    private static String names(Batch batch) {
        return names(batch.records());
    }

    private static String names(List<ChangeRecord> records) {
        return records.stream().map(record -> record.sequenceNumber().digits()).collect(Collectors.joining(" "));
    }
}
