package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Records;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RecordsReturned;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happens to the records of a mapping on one shard, told to a journal. A batch is written by its records: {@code 1 2} are
 * records 1 and 2. Record 1 is of the item with the id 1, and so on; what happens has the second in which it does.
 */
final class Happenings {
    static final Instant START = Instant.parse("2026-01-15T09:30:00Z");
    static final String SHARD = "shard-1";

    private final Journal journal;
    private final EventSourceMapping mapping;
    private final Map<String, Integer> attempts = new HashMap<>();

    Happenings(Journal journal, EventSourceMapping mapping) {
        this.journal = journal;
        this.mapping = mapping;
    }

    static Instant at(int second) {
        return START.plusSeconds(second);
    }

    Happenings read(int... numbers) {
        return read(numbers, new int[0]);
    }

    Happenings read(int[] numbers, int[] filtered) {
        journal.read(new RecordsRead(mapping.logicalId(), SHARD, records(numbers), records(filtered), at(0)));
        return this;
    }

    Happenings invoking(int second, String batch) {
        int attempt = attempts.merge(batch, 1, Integer::sum);
        Records records = new Records(SHARD, records(batch));
        journal.invoking(new InvocationStart(
                mapping.logicalId(), "Echo", attempt, 0, Optional.of(records), List.of(), at(second)));
        return this;
    }

    Happenings prints(int second, String line) {
        journal.add(
                new RunEvent(at(second), RunEvent.Kind.FUNCTION_LINE, "Echo", Optional.of("request-" + second), line));
        return this;
    }

    Happenings succeeds(int second, String batch) {
        journal.invoked(report(second, batch, Result.SUCCESS, records(batch).size(), new byte[0]));
        return this;
    }

    /** It fails, and goes on as these parts. */
    Happenings fails(int second, String batch, Optional<Integer> until, String... parts) {
        journal.invoked(report(second, batch, Result.ERROR, 0, null));
        journal.returned(new RecordsReturned(
                mapping.logicalId(),
                SHARD,
                Stream.of(parts).map(Happenings::records).toList(),
                until.map(Happenings::at),
                at(second)));
        return this;
    }

    Happenings discarded(int second, String batch, Optional<String> place) {
        journal.discarded(
                new DiscardedBatch(
                        mapping,
                        SHARD,
                        "RetryAttemptsExhausted",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        records(batch),
                        at(second)),
                place);
        return this;
    }

    private InvocationReport report(int second, String batch, Result result, int handled, byte[] response) {
        List<ChangeRecord> records = records(batch);
        return new InvocationReport(
                mapping.logicalId(),
                "Echo",
                attempts.getOrDefault(batch, 1),
                records.size(),
                Optional.of(records.get(0).sequenceNumber()),
                Optional.of(records.get(records.size() - 1).sequenceNumber()),
                result,
                handled,
                Optional.empty(),
                0,
                result == Result.SUCCESS ? Optional.empty() : Optional.of("E: no\nstock"),
                new Invocation(
                        "request-" + second,
                        at(second),
                        Duration.ofMillis(3),
                        Optional.empty(),
                        response == null
                                ? new Invocation.FunctionError("E", "no\nstock", List.of("at Shop.sell"))
                                : new Invocation.Success(response)),
                Optional.of(new Records(SHARD, records)),
                Optional.empty());
    }

    private static List<ChangeRecord> records(int... numbers) {
        return IntStream.of(numbers).mapToObj(Happenings::record).toList();
    }

    static List<ChangeRecord> records(String batch) {
        return Stream.of(batch.split(" "))
                .map(Integer::parseInt)
                .map(Happenings::record)
                .toList();
    }

    static ChangeRecord record(int number) {
        byte[] json = """
                {"eventName":"INSERT","dynamodb":{"NewImage":{"state":{"S":"done"}},"SizeBytes":24},"n":%d}""".formatted(number).getBytes(StandardCharsets.UTF_8);
        return new ChangeRecord(new SequenceNumber(String.valueOf(number)), START, key(number), json);
    }

    static String key(int number) {
        return "{\"id\":{\"S\":\"%d\"}}".formatted(number);
    }
}
