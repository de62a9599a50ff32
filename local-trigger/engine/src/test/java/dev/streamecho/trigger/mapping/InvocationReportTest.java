package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvocationReportTest {
    private static final Instant WRITE = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void latencyIsFromTheWriteToTheCall() {
        assertThat(reportOfCallAt(WRITE.plusMillis(4)).latency()).contains(Duration.ofMillis(4));
    }

    @Test
    void aClockThatIsSetBackMakesNoNegativeLatency() {
        assertThat(reportOfCallAt(WRITE.minusSeconds(3_600)).latency()).contains(Duration.ZERO);
    }

    private static InvocationReport reportOfCallAt(Instant call) {
        Batch batch = Batch.of(List.of(Scenario.record("100", "item", WRITE)), 0);
        return InvocationReport.of(
                TestMapping.mapping().build(),
                batch,
                Outcomes.invocation("request", call, Outcomes.success()),
                new Verdict.Handled(Optional.empty()));
    }
}
