package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvocationReportTest {
    private static final Instant WRITE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Batch BATCH = Batch.of(List.of(Scenario.record("100", "item", WRITE)), 0);

    @Test
    void latencyIsFromTheWriteToTheCall() {
        assertThat(reportOfCallAt(WRITE.plusMillis(4)).latency()).contains(Duration.ofMillis(4));
    }

    @Test
    void aClockThatIsSetBackMakesNoNegativeLatency() {
        assertThat(reportOfCallAt(WRITE.minusSeconds(3_600)).latency()).contains(Duration.ZERO);
    }

    @Test
    void theResultTellsWhatFailedTheBatch() {
        assertThat(resultOf(Outcomes.success())).isEqualTo(Result.SUCCESS);
        assertThat(resultOf(Outcomes.reports("100"))).isEqualTo(Result.PARTIAL);
        assertThat(resultOf(Outcomes.reports("7"))).isEqualTo(Result.INVALID_RESPONSE);
        assertThat(resultOf(Outcomes.returns("\"done\""))).isEqualTo(Result.INVALID_RESPONSE);
        assertThat(resultOf(Outcomes.error())).isEqualTo(Result.ERROR);
        assertThat(resultOf(Outcomes.timeout())).isEqualTo(Result.TIMEOUT);
        assertThat(resultOf(new Invocation.NotReached("throttled"))).isEqualTo(Result.NOT_REACHED);
    }

    @Test
    void aWindowWithoutStateIsAResponseThatIsNotValid() {
        Invocation.Outcome outcome = Outcomes.returns("null");

        assertThat(report(WRITE, outcome, Verdict.of(outcome, BATCH.records(), false, true))
                        .result())
                .isEqualTo(Result.INVALID_RESPONSE);
    }

    private static InvocationReport reportOfCallAt(Instant call) {
        return report(call, Outcomes.success(), new Verdict.Handled(Optional.empty()));
    }

    private static Result resultOf(Invocation.Outcome outcome) {
        return report(WRITE, outcome, Verdict.of(outcome, BATCH.records(), true, false))
                .result();
    }

    private static InvocationReport report(Instant call, Invocation.Outcome outcome, Verdict verdict) {
        return InvocationReport.of(
                TestMapping.mapping().build(), "shard", BATCH, Outcomes.invocation("request", call, outcome), verdict);
    }
}
