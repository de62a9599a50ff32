package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final List<ChangeRecord> RECORDS = Stream.of("100", "101", "102")
            .map(number -> Scenario.record(number, number, Instant.EPOCH))
            .toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"done\" | the response is \"done\", but must be an object with batchItemFailures",
                "[1] | the response is [1], but must be an object with batchItemFailures",
                "{\"batchItemFailures\":7} | batchItemFailures is 7, but must be a list",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"100\"},{\"itemIdentifier\":\"7\"}]}"
                        + " | batchItemFailures[1].itemIdentifier is \"7\", which is the sequence number of no record of"
                        + " the batch",
                "{\"batchItemFailures\":[{\"itemIdentifier\":101}]}"
                        + " | batchItemFailures[0].itemIdentifier is 101, but must be a sequence number, as a string",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}"
                        + " | batchItemFailures[0].itemIdentifier is \"\", but must be a sequence number, as a string",
                "{\"batchItemFailures\":[{\"itemidentifier\":\"101\"}]}"
                        + " | batchItemFailures[0] is {\"itemidentifier\":\"101\"}, but must have an itemIdentifier",
                "{\"batchItemFailures\":[\"101\"]}"
                        + " | batchItemFailures[0] is \"101\", but must have an itemIdentifier",
            })
    void aResponseThatFailsTheWholeBatchSaysWhy(String response, String reason) {
        assertThat(Verdict.of(Outcomes.returns(response), RECORDS, true, false))
                .isEqualTo(new Verdict.Failed(false, reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | the response null has no state, which a tumbling window needs; {} will do",
                "{\"State\":{}} | the response {\"State\":{}} has no state, which a tumbling window needs; {} will do",
            })
    void aWindowedResponseWithoutStateSaysSo(String response, String reason) {
        assertThat(Verdict.of(Outcomes.returns(response), RECORDS, false, true))
                .isEqualTo(new Verdict.Failed(true, reason));
    }

    @Test
    void aResponseAsDeepAsNoParserGoesFailsTheWholeBatch() {
        assertThat(Verdict.of(Outcomes.returns("[".repeat(2_000)), RECORDS, true, false)
                        .why()
                        .orElseThrow())
                .startsWith("the response is not JSON: Document nesting depth (1001) exceeds");
    }

    @Test
    void aResponseThatIsNotJsonSaysWhere() {
        assertThat(Verdict.of(Outcomes.returns("{x"), RECORDS, true, false)
                        .why()
                        .orElseThrow())
                .startsWith("the response is not JSON: Unexpected character ('x'")
                .matches(".* \\(line 1, column \\d\\)");
    }

    @Test
    void aLongResponseIsShortened() {
        assertThat(Verdict.of(Outcomes.returns("\"" + "x".repeat(1_000_000) + "\""), RECORDS, true, false)
                        .why()
                        .orElseThrow())
                .hasSizeLessThan(200);
    }

    @Test
    void aPartialResponseNamesTheFirstRecordThatItReports() {
        assertThat(Verdict.of(Outcomes.reports("102", "101"), RECORDS, true, false)
                        .why())
                .contains("the response reports 101");
    }

    @Test
    void aVerdictTellsHowManyRecordsNeedNothingMore() {
        assertThat(handled(Outcomes.success())).isEqualTo(3);
        assertThat(handled(Outcomes.reports("102", "101"))).isEqualTo(1);
        assertThat(handled(Outcomes.reports("7"))).isZero();
        assertThat(handled(Outcomes.error())).isZero();
        assertThat(handled(new Invocation.NotReached("throttled"))).isZero();
    }

    private static int handled(Invocation.Outcome outcome) {
        return Verdict.of(outcome, RECORDS, true, false).handledOf(RECORDS.size());
    }

    @Test
    void whyTheFunctionWasNotReachedIsTheReason() {
        assertThat(Verdict.of(new Invocation.NotReached("throttled"), RECORDS, true, false)
                        .why())
                .contains("throttled");
    }

    @Test
    void aFailureOfTheFunctionIsTheReason() {
        assertThat(Verdict.of(Outcomes.error(), RECORDS, true, false).why())
                .contains("java.lang.IllegalStateException: no");
        assertThat(Verdict.of(Outcomes.timeout(), RECORDS, true, false).why())
                .contains("Task timed out after 3.00 seconds");
        assertThat(Verdict.of(Outcomes.success(), RECORDS, true, false).why()).isEmpty();
    }
}
