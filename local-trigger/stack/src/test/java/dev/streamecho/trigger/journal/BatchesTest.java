package dev.streamecho.trigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Records;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RecordsReturned;
import dev.streamecho.trigger.mapping.ShardProgress;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A batch is written by its records: {@code 1 2} are records 1 and 2. */
class BatchesTest {
    private static final Instant START = Instant.parse("2026-01-15T09:30:00Z");
    private static final String SHARD = "shard-1";

    private final Journal journal = new Journal(100, 1_000_000);

    @Test
    void aBatchIsKnownWhileItIsInvoked() {
        read(1, 2);
        invoking(1, "1 2");

        assertThat(journal.batch(1)).hasValueSatisfying(batch -> {
            assertThat(batch.records()).containsExactly(1L, 2L);
            assertThat(batch.state()).isEqualTo(BatchRow.State.INVOKING);
            assertThat(batch.attempts()).isEmpty();
        });
        assertThat(journal.record(2)).hasValueSatisfying(record -> {
            assertThat(record.row().batch()).contains(1L);
            assertThat(record.row().outcome()).isEqualTo(RecordRow.Outcome.WAITING);
            assertThat(record.steps()).last().isEqualTo(new Step.Invoking(at(1), 1, 1));
        });
    }

    @Test
    void aRetriedBatchIsTheSameBatchAndSaysWhenItIsDue() {
        read(1, 2);
        fails(1, "1 2", Result.ERROR, at(3), "1 2");

        assertThat(journal.batch(1)).hasValueSatisfying(batch -> {
            assertThat(batch.state()).isEqualTo(BatchRow.State.BACKING_OFF);
            assertThat(batch.nextAttemptAt()).contains(at(3));
        });

        invoking(3, "1 2");
        assertThat(journal.record(1).orElseThrow().row().outcome()).isEqualTo(RecordRow.Outcome.RETRYING);

        journal.invoked(report(3, "1 2", Result.SUCCESS, 2));
        assertThat(journal.batch(1)).hasValueSatisfying(batch -> {
            assertThat(batch.state()).isEqualTo(BatchRow.State.HANDLED);
            assertThat(batch.attempts()).extracting(Attempt::result).containsExactly(Result.ERROR, Result.SUCCESS);
        });
        assertThat(journal.batch(2)).isEmpty();
    }

    @Test
    void aBisectIsATree() {
        read(1, 2, 3, 4);
        fails(1, "1 2 3 4", Result.ERROR, "1 2", "3 4");
        succeeds(2, "1 2");
        fails(3, "3 4", Result.ERROR, "3", "4");
        fails(4, "3", Result.ERROR, at(5), "3");
        journal.discarded(discarded(6, "3"), Optional.of("queue Failed"));
        succeeds(7, "4");

        assertThat(journal.tree(4))
                .extracting(BatchesTest::shown)
                .containsExactly(
                        "1 of [1, 2, 3, 4] split into [2, 3]",
                        "2 of [1, 2] handled into []",
                        "3 of [3, 4] split into [4, 5]",
                        "4 of [3] discarded into []",
                        "5 of [4] handled into []");
        assertThat(journal.tree(4)).extracting(BatchRow::root).containsOnly(1L);
        assertThat(journal.record(3).orElseThrow().steps())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly(
                        "Written",
                        "Read",
                        "Attempted",
                        "Split",
                        "Attempted",
                        "Split",
                        "Attempted",
                        "Retrying",
                        "Discarded");
        assertThat(journal.record(3).orElseThrow().row().attempts()).isEqualTo(3);
    }

    @Test
    void aHalfWaitsForTheOther() {
        read(1, 2);
        fails(1, "1 2", Result.ERROR, "1", "2");

        assertThat(journal.batch(3).orElseThrow().state()).isEqualTo(BatchRow.State.WAITING);
        assertThat(journal.batch(3).orElseThrow().parent()).contains(1L);
    }

    @Test
    void whatAPartialResponseLeavesIsAPartOfItsBatch() {
        read(1, 2, 3);
        invoking(1, "1 2 3");
        journal.invoked(report(1, "1 2 3", Result.PARTIAL, 1));
        journal.returned(new RecordsReturned("Stream", SHARD, List.of(records("2 3")), Optional.empty(), at(1)));
        succeeds(2, "2 3");

        assertThat(journal.tree(1))
                .extracting(BatchesTest::shown)
                .containsExactly("1 of [1, 2, 3] split into [2]", "2 of [2, 3] handled into []");
        assertThat(journal.record(1).orElseThrow().state()).isEqualTo(RecordRow.State.HANDLED);
        assertThat(journal.record(1).orElseThrow().steps()).hasSize(3);
    }

    @Test
    void theOldFrontOfABatchIsCutOff() {
        read(1, 2, 3);
        fails(1, "1 2 3", Result.ERROR, at(2), "1 2 3");
        journal.discarded(discarded(3, "1"), Optional.empty());
        succeeds(3, "2 3");

        assertThat(journal.tree(1))
                .extracting(BatchesTest::shown)
                .containsExactly(
                        "1 of [1, 2, 3] split into [2, 3]",
                        "2 of [1] discarded into []",
                        "3 of [2, 3] handled into []");
    }

    @Test
    void anAttemptHasWhatTheFunctionPrintedMeanwhile() {
        read(1);
        invoking(1, "1");
        printed("request-1", "one");
        printed("another", "of another call");
        printed("request-1", "two");
        journal.invoked(report(1, "1", Result.SUCCESS, 1));

        assertThat(journal.batch(1).orElseThrow().attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.log()).containsExactly("one", "two"));
    }

    private void printed(String requestId, String line) {
        journal.add(new RunEvent(at(1), RunEvent.Kind.FUNCTION_LINE, "Echo", Optional.of(requestId), line));
    }

    @Test
    void whatIsSentAgainIsAStepOfItsRecordAlone() {
        read(1, 2);
        succeeds(1, "1 2");
        RecordRow before = journal.record(2).orElseThrow().row();

        journal.resent(report(5, "2", Result.ERROR, 0));

        assertThat(journal.record(2).orElseThrow()).satisfies(record -> {
            assertThat(record.row()).isEqualTo(before);
            assertThat(record.steps()).last().isInstanceOf(Step.Resent.class);
        });
        assertThat(journal.record(1).orElseThrow().steps()).hasSize(3);
        assertThat(journal.counts("Stream").invoked()).isEqualTo(2);
    }

    @Test
    void aShardIsBlockedByABatchThatFailed() {
        read(1, 2, 3);
        fails(1, "1 2", Result.ERROR, at(9), "1 2");
        journal.progressed(new ShardProgress(
                "Stream", SHARD, new Position.TrimHorizon(), 3, Optional.of(START), false, false, at(1)));

        assertThat(journal.shards("Stream"))
                .containsExactly(new ShardStatus(
                        "Stream",
                        SHARD,
                        "TRIM_HORIZON",
                        3,
                        false,
                        Optional.of(START),
                        Optional.of(1L),
                        Optional.of(at(9)),
                        false));
    }

    @Test
    void aReaderGetsOnlyWhatHasChanged() {
        read(1, 2, 3);
        long before = journal.revision();
        assertThat(journal.changesSince(before, 10).records()).isEmpty();

        succeeds(1, "2");

        assertThat(journal.changesSince(before, 10).records())
                .extracting(RecordRow::n)
                .containsExactly(2L);
        assertThat(journal.changesSince(0, 2)).satisfies(all -> {
            assertThat(all.records()).extracting(RecordRow::n).containsExactly(3L, 2L);
            assertThat(all.changed()).isEqualTo(3);
            assertThat(all.revision()).isEqualTo(journal.revision());
        });
    }

    @Test
    void eventsAreCountedAsTheServiceCountsThem() {
        journal.read(new RecordsRead("Stream", SHARD, records("1 2 3 4"), records("2"), at(0)));
        fails(1, "1 3 4", Result.ERROR, "1", "3 4");
        succeeds(2, "1");
        fails(3, "3 4", Result.ERROR, at(4), "3 4");
        journal.discarded(discarded(4, "3 4"), Optional.of("queue Failed"));

        assertThat(journal.counts("Stream")).isEqualTo(new EventCounts(4, 1, 6, 5, 0, 2));
    }

    @Test
    void theEventOfABatchIsTheOneThatTheFunctionGot() {
        read(1, 2);
        succeeds(1, "1 2");

        assertThat(new String(journal.event(1).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("{\"Records\":[{\"eventName\":\"INSERT\",\"n\":1},{\"eventName\":\"INSERT\",\"n\":2}]}");
    }

    @Test
    void aRowHasWhatAListShows() {
        journal.configured(JournaledMapping.of(mapping(), "Orders"));
        read(1);
        succeeds(1, "1");

        assertThat(journal.rows())
                .containsExactly(new RecordRow(
                        1,
                        START,
                        RecordRow.Change.INSERT,
                        "id=1, sort=7",
                        "Orders",
                        "Stream",
                        "Echo",
                        Optional.of(SHARD),
                        "1",
                        28,
                        RecordRow.State.HANDLED,
                        RecordRow.Outcome.SUCCESS,
                        1,
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(1L)));
    }

    private static String shown(BatchRow batch) {
        return "%d of %s %s into %s".formatted(batch.n(), batch.records(), batch.state(), batch.children());
    }

    private void read(int... numbers) {
        List<ChangeRecord> records =
                IntStream.of(numbers).mapToObj(BatchesTest::record).toList();
        journal.read(new RecordsRead("Stream", SHARD, records, List.of(), at(0)));
    }

    private void invoking(int second, String batch) {
        Records records = new Records(SHARD, records(batch));
        journal.invoking(new InvocationStart("Stream", "Echo", 1, 0, Optional.of(records), List.of(), at(second)));
    }

    private void succeeds(int second, String batch) {
        invoking(second, batch);
        journal.invoked(report(second, batch, Result.SUCCESS, records(batch).size()));
    }

    private void fails(int second, String batch, Result result, String... parts) {
        fails(second, batch, result, Optional.empty(), parts);
    }

    private void fails(int second, String batch, Result result, Instant until, String... parts) {
        fails(second, batch, result, Optional.of(until), parts);
    }

    private void fails(int second, String batch, Result result, Optional<Instant> until, String... parts) {
        invoking(second, batch);
        journal.invoked(report(second, batch, result, 0));
        List<List<ChangeRecord>> next =
                Stream.of(parts).map(BatchesTest::records).toList();
        journal.returned(new RecordsReturned("Stream", SHARD, next, until, at(second)));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static List<ChangeRecord> records(String batch) {
        return Stream.of(batch.split(" "))
                .map(Integer::parseInt)
                .map(BatchesTest::record)
                .toList();
    }

    private static ChangeRecord record(int number) {
        byte[] json = "{\"eventName\":\"INSERT\",\"n\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8);
        String key = "{\"id\":{\"S\":\"%d\"},\"sort\":{\"N\":\"7\"}}".formatted(number);
        return new ChangeRecord(new SequenceNumber(String.valueOf(number)), START, key, json);
    }

    private static InvocationReport report(int second, String batch, Result result, int handled) {
        List<ChangeRecord> records = records(batch);
        return new InvocationReport(
                "Stream",
                "Echo",
                1,
                records.size(),
                Optional.of(records.get(0).sequenceNumber()),
                Optional.of(records.get(records.size() - 1).sequenceNumber()),
                result,
                handled,
                Optional.empty(),
                0,
                Optional.empty(),
                new Invocation(
                        "request-" + second,
                        at(second),
                        Duration.ofMillis(1),
                        Optional.empty(),
                        new Invocation.Success(new byte[0])),
                Optional.of(new Records(SHARD, records)),
                Optional.empty());
    }

    private static EventSourceMapping mapping() {
        return EventSourceMapping.of(
                "Stream", new InvokedFunction("Echo", "arn", "$LATEST"), Source.all("arn", StartingPosition.LATEST));
    }

    private static DiscardedBatch discarded(int second, String batch) {
        return new DiscardedBatch(
                mapping(),
                SHARD,
                "RetryAttemptsExhausted",
                1,
                Optional.empty(),
                Optional.empty(),
                records(batch),
                at(second));
    }
}
