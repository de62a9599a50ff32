package dev.streamecho.trigger.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SimulatedStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedriverTest {
    private final SimulatedStream stream = new SimulatedStream(() -> Instant.parse("2026-01-15T10:00:00Z"), "shard");
    private final TestDeployment deployment = new TestDeployment().streams(stream);

    @Test
    void aBatchGoesThroughTheFunctionInItsOrder() throws Exception {
        Redriven result = redrive(write("1", "2", "3"), 1);

        assertThat(deployment.invocations()).containsExactly(List.of("1", "2", "3"));
        assertThat(result.isDone()).isTrue();
        assertThat(result.handled()).isEqualTo(3);
    }

    @Test
    void itIsSplitByTheBatchSizeOfToday() throws Exception {
        deployment.batchSize(2);

        redrive(write("1", "2", "3", "4", "5"), 1);

        assertThat(deployment.invocations()).containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5"));
    }

    @Test
    void aFunctionThatFailsLeavesTheBatch() throws Exception {
        List<ChangeRecord> records = write("1", "2");
        deployment.answers(new FunctionError("java.lang.IllegalStateException", "no such order\nat line 2"));

        Redriven result = redrive(records, 1);

        assertThat(result.handled()).isZero();
        assertThat(result.problem())
                .contains("the function failed at sequence number 000000000000000000001 or after it:"
                        + " java.lang.IllegalStateException: no such order");
    }

    @Test
    void itIsTriedAsOftenAsItMay() throws Exception {
        List<ChangeRecord> records = write("1");
        deployment.answers(new FunctionError("E", ""), new FunctionError("E", ""));

        assertThat(redrive(records, 3).isDone()).isTrue();
        assertThat(deployment.invocations()).hasSize(3);
    }

    @Test
    void afterAPartialResponseItContinuesFromTheReportedRecord() throws Exception {
        List<ChangeRecord> records = write("1", "2", "3");
        deployment.answers(TestDeployment.failureOf(records.get(1)));

        assertThat(redrive(records, 1).isDone()).isTrue();
        assertThat(deployment.invocations()).containsExactly(List.of("1", "2", "3"), List.of("2", "3"));
    }

    @Test
    void aRecordThatIsReportedFirstIsLeftWithWhatFollows() throws Exception {
        List<ChangeRecord> records = write("1", "2", "3");
        deployment.answers(TestDeployment.failureOf(records.get(1)), TestDeployment.failureOf(records.get(1)));

        Redriven result = redrive(records, 1);

        assertThat(result)
                .isEqualTo(Redriven.left(
                        3, 1, "the function reports a failure at sequence number" + " 000000000000000000002"));
        assertThat(deployment.invocations()).hasSize(2);
    }

    @Test
    void nothingAfterAFailureIsInvoked() throws Exception {
        deployment.batchSize(1);
        List<ChangeRecord> records = write("1", "2", "3");
        deployment.answers(TestDeployment.response("{}"), new FunctionError("E", "2"));

        assertThat(redrive(records, 1).handled()).isEqualTo(1);
        assertThat(deployment.invocations()).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void withoutTheResponseTypeAResponseIsNotRead() throws Exception {
        deployment.withoutResponseType();
        List<ChangeRecord> records = write("1");
        deployment.answers(TestDeployment.failureOf(records.get(0)));

        assertThat(redrive(records, 1).isDone()).isTrue();
    }

    @Test
    void aResponseThatIsNotUnderstoodIsAFailure() throws Exception {
        List<ChangeRecord> records = write("1");
        deployment.answers(TestDeployment.response("\"done\""));

        assertThat(redrive(records, 1).isDone()).isFalse();
    }

    @Test
    void aFunctionThatIsNotReachedIsNotTriedAgain() throws Exception {
        List<ChangeRecord> records = write("1");
        deployment.answers(new NotReached("TooManyRequestsException: Rate Exceeded."));

        assertThat(redrive(records, 5).problem())
                .contains("the function was not reached for sequence number 000000000000000000001:"
                        + " TooManyRequestsException: Rate Exceeded.");
        assertThat(deployment.invocations()).hasSize(1);
    }

    @Test
    void ofAPartlyForgottenBatchTheRestIsHandledAndItsMessageKept() throws Exception {
        List<ChangeRecord> records = write("1", "2", "3");
        stream.trim("shard", records.get(0));

        Redriven result = redrive(records, 1);

        assertThat(deployment.invocations()).containsExactly(List.of("2", "3"));
        assertThat(result)
                .isEqualTo(Redriven.left(
                        2,
                        2,
                        "the stream has forgotten sequence numbers"
                                + " 000000000000000000001 up to before 000000000000000000002"));
    }

    @Test
    void aBatchThatIsForgottenInvokesNothing() throws Exception {
        List<ChangeRecord> records = write("1", "2");
        stream.remove("shard");

        Redriven result = redrive(records, 1);

        assertThat(deployment.invocations()).isEmpty();
        assertThat(result)
                .isEqualTo(Redriven.left(
                        0,
                        0,
                        "the stream has forgotten sequence numbers"
                                + " 000000000000000000001 to 000000000000000000002"));
    }

    @Test
    void aTumblingWindowIsNotMadeUp() throws Exception {
        deployment.tumblingWindow();

        assertThat(redrive(write("1"), 1).problem())
                .contains("Mapping has a tumbling window, whose state is gone; --to-file saves the records");
        assertThat(deployment.invocations()).isEmpty();
    }

    private List<ChangeRecord> write(String... items) {
        List<ChangeRecord> records = new ArrayList<>();
        for (String item : items) {
            records.add(stream.write("shard", item));
        }
        return records;
    }

    private Redriven redrive(List<ChangeRecord> records, int attempts) throws Exception {
        BatchDescription batch = TestDeployment.batch(records.get(0), records.get(records.size() - 1), records.size());
        return new BatchRedriver(deployment, new BatchReader(false), new Invoker(deployment, attempts)).redrive(batch);
    }
}
