package dev.streamecho.trigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.journal.RecordRow.State;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Messages;
import dev.streamecho.trigger.mapping.InvocationReport.Records;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant START = Instant.parse("2026-01-15T09:30:00Z");
    private static final String SHARD = "shard-1";

    private final Journal journal = new Journal(100, 1_000_000);

    @Test
    void ofEachRecordItSaysWhatHappenedInOrder() {
        journal.read(
                new RecordsRead("Stream", SHARD, List.of(record(1), record(2), record(3)), List.of(record(2)), at(0)));
        journal.invoked(invocation("first", at(1), Result.PARTIAL, 1, record(1), record(3)));
        journal.invoked(invocation("second", at(2), Result.ERROR, 0, record(3)));
        journal.discarded(discarded(at(3), record(3)), Optional.of("queue Failed"));

        assertThat(journal.records()).extracting(RecordHistory::id).containsExactly("1", "2", "3");
        assertThat(journal.records())
                .extracting(RecordHistory::state)
                .containsExactly(State.HANDLED, State.FILTERED, State.DISCARDED);
        assertThat(journal.records().get(2).content()).isEqualTo("{\"number\":3}");
        assertThat(journal.records().get(2).steps())
                .containsExactly(
                        new Step.Written(START),
                        new Step.Read(at(0)),
                        attempted(1, "first", at(1), 2, Result.PARTIAL, 1),
                        new Step.Split(at(2), 1, 2),
                        attempted(2, "second", at(2), 1, Result.ERROR, 0),
                        new Step.Discarded(
                                at(3),
                                Optional.of(2L),
                                List.of(3L),
                                "RetryAttemptsExhausted",
                                Optional.of("queue Failed"),
                                Optional.empty()));
    }

    @Test
    void aRecordIsOpenUntilItIsHandled() {
        journal.read(new RecordsRead("Stream", SHARD, List.of(record(1)), List.of(), at(0)));
        assertThat(journal.records().get(0).state()).isEqualTo(State.OPEN);

        journal.invoked(invocation("first", at(1), Result.ERROR, 0, record(1)));
        assertThat(journal.records().get(0).state()).isEqualTo(State.OPEN);

        journal.invoked(invocation("second", at(2), Result.SUCCESS, 1, record(1)));
        assertThat(journal.records().get(0).state()).isEqualTo(State.HANDLED);
    }

    @Test
    void eachMappingHasAWayOfItsOwnForARecord() {
        journal.read(new RecordsRead("One", SHARD, List.of(record(1)), List.of(), at(0)));
        journal.read(new RecordsRead("Other", SHARD, List.of(record(1)), List.of(record(1)), at(0)));

        assertThat(journal.records("One"))
                .singleElement()
                .extracting(RecordHistory::state)
                .isEqualTo(State.OPEN);
        assertThat(journal.records("Other"))
                .singleElement()
                .extracting(RecordHistory::state)
                .isEqualTo(State.FILTERED);
    }

    @Test
    void ofAMessageItHasEveryReceipt() {
        journal.received(new MessagesReceived("Jobs", List.of(message("a"), message("b")), List.of(), at(0)));
        journal.invoked(invocation("first", at(1), List.of("a", "b"), List.of("a")));
        journal.received(new MessagesReceived("Jobs", List.of(message("a")), List.of(), at(30)));
        journal.deadLettered("Jobs", List.of("a"), "Dead", at(31));

        assertThat(journal.records()).extracting(RecordHistory::id).containsExactly("a", "b");
        assertThat(journal.records()).extracting(RecordHistory::content).containsExactly("body a", "body b");
        assertThat(journal.records()).extracting(RecordHistory::state).containsExactly(State.DISCARDED, State.HANDLED);
        assertThat(journal.records().get(0).steps())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("Written", "Read", "Attempted", "Read", "Discarded");
    }

    @Test
    void theOldestAreDroppedAndCounted() {
        Journal ofThree = new Journal(3, 1_000_000);
        IntStream.rangeClosed(1, 5)
                .forEach(number ->
                        ofThree.read(new RecordsRead("Stream", SHARD, List.of(record(number)), List.of(), at(number))));
        ofThree.invoked(invocation("late", at(6), Result.SUCCESS, 5, record(1), record(5)));
        IntStream.rangeClosed(1, 5)
                .forEach(number -> ofThree.add(new RunEvent(
                        at(number), RunEvent.Kind.FUNCTION_LINE, "Echo", Optional.empty(), String.valueOf(number))));

        assertThat(ofThree.records()).extracting(RecordHistory::id).containsExactly("3", "4", "5");
        assertThat(ofThree.droppedRecords()).isEqualTo(2);
        assertThat(ofThree.events()).extracting(RunEvent::text).containsExactly("3", "4", "5");
        assertThat(ofThree.droppedEvents()).isEqualTo(2);
    }

    @Test
    void largeRecordsAreDroppedSooner() {
        Journal of10000Bytes = new Journal(100, 10_000);
        String body = "x".repeat(2_000);
        for (String id : List.of("a", "b", "c", "d")) {
            QueueMessage message = new QueueMessage(id, id, body, 1, START, Map.of(), Map.of());
            of10000Bytes.received(new MessagesReceived("Jobs", List.of(message), List.of(), at(0)));
            of10000Bytes.add(new RunEvent(at(0), RunEvent.Kind.FUNCTION_LINE, "Echo", Optional.empty(), body));
        }

        assertThat(of10000Bytes.records()).extracting(RecordHistory::id).containsExactly("c", "d");
        assertThat(of10000Bytes.events()).hasSize(2);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static ChangeRecord record(int number) {
        byte[] json = "{\"number\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8);
        return new ChangeRecord(new SequenceNumber(String.valueOf(number)), START, "key", json);
    }

    private static QueueMessage message(String id) {
        return new QueueMessage(id, "receipt", "body " + id, 1, START, Map.of(), Map.of());
    }

    private static Step attempted(long batch, String requestId, Instant at, int batchSize, Result result, int handled) {
        Attempt attempt = new Attempt(
                at,
                requestId,
                1,
                batchSize,
                Duration.ofMillis(1),
                Optional.empty(),
                result,
                handled,
                Optional.empty(),
                Optional.empty(),
                Optional.of(""),
                List.of());
        return new Step.Attempted(batch, attempt, false);
    }

    private static InvocationReport invocation(
            String requestId, Instant at, Result result, int handled, ChangeRecord... records) {
        return new InvocationReport(
                "Stream",
                "Echo",
                1,
                records.length,
                Optional.of(records[0].sequenceNumber()),
                Optional.of(records[records.length - 1].sequenceNumber()),
                result,
                handled,
                Optional.empty(),
                0,
                Optional.empty(),
                call(requestId, at),
                Optional.of(new Records(SHARD, List.of(records))),
                Optional.empty());
    }

    private static InvocationReport invocation(String requestId, Instant at, List<String> ids, List<String> returned) {
        return new InvocationReport(
                "Jobs",
                "Worker",
                1,
                ids.size(),
                Optional.empty(),
                Optional.empty(),
                Result.PARTIAL,
                ids.size() - returned.size(),
                Optional.empty(),
                0,
                Optional.empty(),
                call(requestId, at),
                Optional.empty(),
                Optional.of(new Messages(ids, returned, Optional.empty())));
    }

    private static Invocation call(String requestId, Instant at) {
        return new Invocation(
                requestId, at, Duration.ofMillis(1), Optional.empty(), new Invocation.Success(new byte[0]));
    }

    private static DiscardedBatch discarded(Instant at, ChangeRecord record) {
        EventSourceMapping mapping = EventSourceMapping.of(
                "Stream", new InvokedFunction("Echo", "arn", "$LATEST"), Source.all("arn", StartingPosition.LATEST));
        return new DiscardedBatch(
                mapping, SHARD, "RetryAttemptsExhausted", 1, Optional.empty(), Optional.empty(), List.of(record), at);
    }
}
