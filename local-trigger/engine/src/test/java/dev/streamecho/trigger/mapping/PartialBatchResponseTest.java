package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.reports;
import static dev.streamecho.trigger.mapping.Outcomes.returns;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialBatchResponseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "[]",
                "\"\"",
                "{\"batchItemFailures\":[]}",
                "{\"batchItemFailures\":null}",
                "{\"batchItemFailures\":{}}",
                "{\"batchItemFailures\":\"\"}",
                "{\"statusCode\":200}"
            })
    void aResponseWithoutFailuresIsSuccess(String response) {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionAnswers(returns(response))
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2");
        assertThat(scenario.checkpoint()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{}]}",
                "{\"batchItemFailures\":[{\"ItemIdentifier\":\"2\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":2}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":[\"2\"]}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"7\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},null]}",
                "{\"batchItemFailures\":[\"2\"]}",
                "{\"batchItemFailures\":{\"itemIdentifier\":\"2\"}}",
                "{\"batchItemFailures\":\"2\"}",
                "{\"batchItemFailures\":true}",
                "[{\"itemIdentifier\":\"2\"}]",
                "\"done\"",
                "17",
                "not JSON"
            })
    void aMalformedResponseFailsTheWholeBatch(String response) {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures().maximumRetryAttempts(1))
                .functionAnswers(returns(response), returns(response))
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2", "1 2");
        assertThat(scenario.discarded()).containsExactly("1 2: RetryAttemptsExhausted after 2 invocations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}", "\"done\"", "not JSON"})
    void withoutTheResponseTypeAnyResponseIsSuccess(String response) {
        Scenario scenario =
                new Scenario(mapping()).functionAnswers(returns(response)).write("1", "2");

        assertThat(scenario.passUntilQuiet().invocations()).containsExactly("1 2");
        assertThat(scenario.checkpoint()).isEqualTo("2");
    }

    @Test
    void theLowestReportedRecordIsTheNewCheckpoint() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionAnswers(reports("4", "3", "4"))
                .functionHangs()
                .write("1", "2", "3", "4", "5");

        assertThat(scenario.checkpoint()).isEqualTo("2");
    }

    @Test
    void everythingFromTheLowestReportedRecordOnIsTriedAgain() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionAnswers(reports("2"))
                .write("1", "2", "3", "4");

        assertThat(scenario.invocations()).containsExactly("1 2 3 4", "2 3 4");
    }

    @Test
    void sequenceNumbersAreComparedAsNumbers() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionAnswers(reports("10", "9"))
                .write("8", "9", "10");

        assertThat(scenario.invocations()).containsExactly("8 9 10", "9 10");
    }

    @Test
    void aResponseThatMovedTheCheckpointStartsANewBatch() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures().maximumRetryAttempts(1))
                .functionAnswers(error(), reports("2"), error(), reports("3"), error(), error())
                .write("1", "2", "3")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2 3", "1 2 3", "2 3", "2 3", "3", "3");
        assertThat(scenario.discarded()).containsExactly("3: RetryAttemptsExhausted after 2 invocations");
    }

    @Test
    void aResponseThatReportsTheFirstRecordUsesUpAnAttempt() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures().maximumRetryAttempts(2))
                .functionAnswers(reports("1", "2"), reports("2", "1"), reports("1"))
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2", "1 2", "1 2");
        assertThat(scenario.discarded()).containsExactly("1 2: RetryAttemptsExhausted after 3 invocations");
    }

    @Test
    void whatIsLeftDoesNotTakeInFreshRecords() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionHangs()
                .write("1", "2")
                .write("3")
                .ends("1 2", reports("2"));

        assertThat(scenario.invocations()).containsExactly("1 2", "2", "3");
    }

    @Test
    void everyRecordReportedOneByOneIsHandledInTheEnd() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures().maximumRetryAttempts(0))
                .functionAnswers(reports("2"), reports("3"), success())
                .write("1", "2", "3");

        assertThat(scenario.invocations()).containsExactly("1 2 3", "2 3", "3");
        assertThat(scenario.discarded()).isEmpty();
        assertThat(scenario.checkpoint()).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "002", "000000000000000000002"})
    void anIdentifierIsComparedByItsValue(String identifier) {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionAnswers(reports(identifier), success())
                .write("1", "2", "3")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2 3", "2 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "+2", " 2", "2e0", "0x2", "\u0662"})
    void whatIsNotOnlyDigitsIsNoNumber(String identifier) {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionAnswers(reports(identifier), success())
                .write("1", "2", "3")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2 3", "1 2 3");
    }
}
