package dev.streamecho.trigger.journal;

import static dev.streamecho.trigger.journal.Happenings.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.journal.Surroundings.LeftOut;
import dev.streamecho.trigger.journal.Surroundings.Table;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The mapping {@code Stream} reads {@code Orders} and invokes {@code Echo}. Asked is at second 10. */
class WhyTest {
    private final Journal journal = new Journal(1_000, 10_000_000);
    private final Stack stack = new Stack();
    private final Happenings it = happens(mapping(List.of(), Batching.defaults()));

    // What was read.

    @Test
    void aFilteredRecordNamesTheClauseOfEachPattern() {
        Happenings filters = happens(mapping(
                List.of("{\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[\"open\"]}}}}", "{\"eventName\":[\"REMOVE\"]}"),
                Batching.defaults()));
        filters.read(new int[] {1}, new int[] {1});

        assertThat(answer("1"))
                .isEqualTo("not called: no pattern of Stream matches;"
                        + " pattern 1 wants dynamodb.NewImage.state.S to be \"open\", it is \"done\";"
                        + " pattern 2 wants eventName to be \"REMOVE\", it is \"INSERT\"");
    }

    @Test
    void aHandledRecordSaysThatTheFunctionWasCalled() {
        it.read(1).invoking(1, "1").prints(1, "echo 1").succeeds(1, "1");

        assertThat(answer("1")).isEqualTo("called: Echo handled it in 3.0 ms");
    }

    @Test
    void aFunctionThatPrintedNothingWasCalledAllTheSame() {
        it.read(1).invoking(1, "1").succeeds(1, "1");

        assertThat(answer("1"))
                .isEqualTo(
                        "called: Echo handled it in 3.0 ms, and printed nothing: what it does with the change is up to its code");
    }

    @Test
    void theWayIsToldStepByStep() {
        it.read(1, 2)
                .invoking(1, "1 2")
                .prints(1, "selling")
                .fails(1, "1 2", Optional.empty(), "1", "2")
                .invoking(2, "1")
                .fails(2, "1", Optional.of(4), "1")
                .discarded(4, "1", Optional.of("queue Failed"));

        assertThat(why().key("id=1").lines())
                .containsExactly(
                        "09:30:00.000 INSERT id=1 written to Orders",
                        "09:30:00.000 read by Stream from shard-1, sequence number 1",
                        "09:30:01.000 Echo called with batch 1 (records 1 to 2), attempt 1: error after 3.0 ms: E: no stock",
                        "  | selling",
                        "    at Shop.sell",
                        "09:30:01.000 batch 2 (record 1) goes on as a part of batch 1",
                        "09:30:02.000 Echo called with batch 2 (record 1), attempt 1: error after 3.0 ms: E: no stock",
                        "    at Shop.sell",
                        "09:30:02.003 batch 2 (record 1) waits until 09:30:04.000",
                        "09:30:04.000 discarded: RetryAttemptsExhausted, to queue Failed");
        assertThat(answer("1"))
                .isEqualTo(
                        "discarded: RetryAttemptsExhausted, called 2 times, last E: no stock; its description is in queue Failed");
    }

    @Test
    void whatIsDiscardedWithoutADestinationIsGone() {
        it.read(1).invoking(1, "1").fails(1, "1", Optional.empty(), "1").discarded(2, "1", Optional.empty());

        assertThat(answer("1")).endsWith("; the mapping has no destination, so nothing is left of it");
    }

    @Test
    void aRecordIsBehindABatchThatBacksOff() {
        it.read(1, 2, 3).invoking(1, "1 2").fails(1, "1 2", Optional.of(13), "1 2");

        assertThat(answer("3"))
                .isEqualTo(
                        "not called yet: it is behind batch 1 (records 1 to 2), which failed once, last E: no stock; next attempt at 09:30:13.000, in 3.0 s");
        assertThat(answer("2"))
                .isEqualTo(
                        "failed, and retried: batch 1 (records 1 to 2), which failed once, last E: no stock; next attempt at 09:30:13.000, in 3.0 s");
    }

    @Test
    void aHalfWaitsForTheOther() {
        it.read(1, 2)
                .invoking(1, "1 2")
                .fails(1, "1 2", Optional.empty(), "1", "2")
                .invoking(2, "1")
                .fails(2, "1", Optional.of(13), "1");

        assertThat(answer("2"))
                .startsWith(
                        "waits for its turn in batch 3 (record 2): it is behind batch 2 (record 1), which failed once");
    }

    @Test
    void aRecordWaitsForTheCallThatRuns() {
        it.read(1, 2).invoking(1, "1");

        assertThat(answer("1")).isEqualTo("being called: Echo has it since 09:30:01.000, in batch 1 (record 1)");
        assertThat(answer("2")).isEqualTo("not called yet: it waits for the call of Echo with batch 1 (record 1)");
    }

    @Test
    void withAParallelizationFactorOnlyTheSameLaneIsInTheWay() {
        Happenings parallel = happens(mapping(List.of(), new Batching(1, Duration.ZERO, 2, Duration.ZERO)));
        Batching batching = new Batching(1, Duration.ZERO, 2, Duration.ZERO);
        int same = 2;
        while (batching.laneOf(Happenings.key(same)) != batching.laneOf(Happenings.key(1))) {
            same++;
        }
        int other = 2;
        while (batching.laneOf(Happenings.key(other)) == batching.laneOf(Happenings.key(1))) {
            other++;
        }
        parallel.read(1, same, other).invoking(1, "1");

        assertThat(answer(String.valueOf(same))).contains("it waits for the call of Echo");
        assertThat(answer(String.valueOf(other))).isEqualTo("not called yet: it was just read");
    }

    @Test
    void aRecordWaitsForItsWindow() {
        happens(mapping(List.of(), new Batching(100, Duration.ofSeconds(300), 1, Duration.ZERO)))
                .read(1);

        assertThat(answer("1"))
                .isEqualTo(
                        "not called yet: Stream gathers a batch until 100 records are there (BatchSize), or until MaximumBatchingWindowInSeconds (300) is over, at 09:35:00.000, in 290.0 s");
    }

    @Test
    void aRecordOfADisabledMappingWaits() {
        it.read(1);
        stack.disabled = Set.of("Stream");

        assertThat(answer("1"))
                .isEqualTo("not called yet: Stream is disabled, and continues with it once it is enabled");
    }

    @Test
    void aRecordWaitsForAFunctionThatDoesNotCompile() {
        it.read(1);
        stack.obstacles.put("Echo", "Maven failed");

        assertThat(answer("1")).isEqualTo("not called yet: Echo does not run: Maven failed");
    }

    @Test
    void eachMappingThatReadsATableHasItsAnswer() {
        it.read(1).invoking(1, "1").prints(1, "echo").succeeds(1, "1");
        new Happenings(journal, mapping("Other", List.of(), Batching.defaults())).read(1);
        journal.configured(JournaledMapping.of(mapping("Other", List.of(), Batching.defaults()), "Orders"));

        assertThat(answer("1"))
                .isEqualTo("Stream: called: Echo handled it in 3.0 ms; Other: not called yet: it was just read");
    }

    // How it is asked.

    @Test
    void aChangeIsFoundByItsKeyInWhateverForm() {
        it.read(1, 2);

        for (String typed : List.of("1", "id=1", "{\"id\":\"1\"}", "{\"id\":{\"S\":\"1\"}}")) {
            assertThat(why().key(typed).record()).describedAs(typed).contains(1L);
        }
    }

    @Test
    void aChangeIsFoundByItsSequenceNumberAndTheLastByThat() {
        it.read(1, 2);

        assertThat(why().sequenceNumber("1").record()).contains(1L);
        assertThat(why().last().orElseThrow().record()).contains(2L);
        assertThat(why().record(1).orElseThrow().record()).contains(1L);
        assertThat(why().record(3)).isEmpty();
    }

    // What was never read.

    @Test
    void aWriteThatChangedNothingMakesNoRecord() {
        journal.written(write(5, Optional.empty()));

        assertThat(answer("1"))
                .isEqualTo(
                        "not called: the last write changed nothing, and DynamoDB makes no record of that; it was PutItem of id=1 in Orders at 09:30:05.000");
    }

    @Test
    void aWriteThatChangedNothingAfterOneThatDidHasTheEarlierOneToo() {
        it.read(1);
        journal.written(write(0, Optional.empty()));
        journal.written(write(5, Optional.empty()));

        assertThat(why().key("1")).satisfies(answer -> {
            assertThat(answer.answer()).startsWith("not called: the last write changed nothing");
            assertThat(answer.lines()).first().isEqualTo("the change before it: not called yet: it was just read");
            assertThat(answer.record()).contains(1L);
        });
    }

    @Test
    void aWriteThatWasJustMadeMayNotBeRead() {
        journal.written(write(9, Optional.empty()));

        assertThat(answer("1")).startsWith("not called yet: the last write is not read yet");
    }

    @Test
    void aWriteThatWasRefusedIsNamed() {
        journal.written(write(5, Optional.of("ConditionalCheckFailedException")));

        assertThat(answer("1"))
                .isEqualTo(
                        "not called: nothing was written; PutItem of id=1 in Orders at 09:30:05.000 was refused: ConditionalCheckFailedException");
    }

    @Test
    void aTableWithoutAStreamTellsNobody() {
        stack.tables = List.of(new Table("Orders", "orders-table", false));
        journal.written(write(5, Optional.empty()));

        assertThat(answer("1"))
                .startsWith("not called: Orders has no stream (StreamSpecification), so nobody hears of its changes");
    }

    @Test
    void anotherTableThanTheOneThatIsReadIsNamed() {
        stack.tables = List.of(orders(), new Table("Stock", "stock-table", true));
        journal.written(new NotedWrite(at(5), "PutItem", "stock-table", Happenings.key(1), Optional.empty()));

        assertThat(answer("1"))
                .isEqualTo(
                        "not called: no mapping reads Stock; the last write was PutItem of id=1 in Stock at 09:30:05.000");
    }

    @Test
    void aMappingThatIsLeftOutIsNamed() {
        stack.tables = List.of(new Table("Stock", "stock-table", true));
        stack.leftOut.add(new LeftOut("StockStream", "Stock", "template.yaml: no code"));
        journal.written(new NotedWrite(at(5), "PutItem", "stock-table", Happenings.key(1), Optional.empty()));

        assertThat(answer("1")).startsWith("not called: StockStream is left out: template.yaml: no code");
    }

    @Test
    void aDisabledMappingReadsNothing() {
        stack.disabled = Set.of("Stream");
        journal.written(write(5, Optional.empty()));

        assertThat(answer("1")).startsWith("not called yet: Stream is disabled; the last write was PutItem of id=1");
    }

    @Test
    void anItemOfBeforeTheStartIsBeforeLatest() {
        stack.kept = List.of("Orders");

        assertThat(answer("7"))
                .isEqualTo(
                        "not called: the item in Orders was written before the start at 09:29:50.000, and StartingPosition LATEST begins with what is written after it");
    }

    @Test
    void anItemThatIsNowhereWasNeverWritten() {
        assertThat(answer("7"))
                .isEqualTo(
                        "not called: nothing with the key 7 was written since the start, and no item with it is in Orders");
    }

    @Test
    void anUnknownSequenceNumberWasNotRead() {
        assertThat(why().sequenceNumber("99").answer())
                .isEqualTo("not called: no record with the sequence number 99 was read in this run");
    }

    private String answer(String key) {
        return why().key(key).answer();
    }

    private Why why() {
        return new Why(journal, stack, Clock.fixed(at(10), ZoneOffset.UTC));
    }

    private Happenings happens(EventSourceMapping mapping) {
        journal.configured(JournaledMapping.of(mapping, "Orders"));
        return new Happenings(journal, mapping);
    }

    private static NotedWrite write(int second, Optional<String> failure) {
        return new NotedWrite(at(second), "PutItem", "orders-table", Happenings.key(1), failure);
    }

    private static EventSourceMapping mapping(List<String> patterns, Batching batching) {
        return mapping("Stream", patterns, batching);
    }

    private static EventSourceMapping mapping(String name, List<String> patterns, Batching batching) {
        return new EventSourceMapping(
                name,
                new InvokedFunction("Echo", "arn", "$LATEST"),
                new Source("arn", StartingPosition.LATEST, patterns),
                batching,
                Failures.defaults(),
                Optional.empty(),
                true);
    }

    private static Table orders() {
        return new Table("Orders", "orders-table", true);
    }

    private static final class Stack implements Surroundings {
        private List<Table> tables = List.of(orders());
        private final List<LeftOut> leftOut = new ArrayList<>();
        private Set<String> disabled = Set.of();
        private final Map<String, String> obstacles = new HashMap<>();
        private List<String> kept = List.of();

        @Override
        public List<Table> tables() {
            return tables;
        }

        @Override
        public List<LeftOut> leftOut() {
            return leftOut;
        }

        @Override
        public boolean isEnabled(String mapping) {
            return !disabled.contains(mapping);
        }

        @Override
        public Optional<String> obstacle(String function) {
            return Optional.ofNullable(obstacles.get(function));
        }

        @Override
        public List<String> tablesWith(TypedKey key) {
            return kept;
        }

        @Override
        public Instant startedAt() {
            return at(-10);
        }
    }
}
