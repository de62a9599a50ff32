package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.notReached;
import static dev.streamecho.trigger.mapping.Outcomes.reports;
import static dev.streamecho.trigger.mapping.Outcomes.returns;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.Outcomes.timeout;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BisectTest {

    @Test
    void aFailedBatchIsSplitInTwoAndTheHalvesKeepTheirOrder() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError())
                .functionAnswers(timeout())
                .write("1", "2", "3", "4", "5");

        assertThat(scenario.invocations()).containsExactly("1 2 3 4 5", "1 2", "3 4 5");
    }

    @Test
    void aSplitUsesUpNoAttempt() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError().maximumRetryAttempts(0))
                .functionAnswers(error(), error(), success(), success(), success())
                .write("1", "2", "3", "4");

        assertThat(scenario.invocations()).containsExactly("1 2 3 4", "1 2", "1", "2", "3 4");
        assertThat(scenario.discarded()).isEmpty();
    }

    @Test
    void onlyTheRecordThatFailsIsDiscarded() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError().maximumRetryAttempts(1))
                .functionAnswers(error(), success(), error(), error(), error(), success())
                .write("1", "2", "3", "4")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2 3 4", "1 2", "3 4", "3", "3", "4");
        assertThat(scenario.discarded()).containsExactly("3: RetryAttemptsExhausted after 2 invocations");
        assertThat(scenario.checkpoint()).isEqualTo("4");
    }

    @Test
    void theSecondHalfWaitsForTheFirst() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError())
                .functionAnswers(error(), error(), success(), success())
                .write("1", "2")
                .write("3")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2", "1", "1", "2", "3");
    }

    @Test
    void withPartialResponsesAnErrorSplitsInHalf() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError().reportBatchItemFailures())
                .functionAnswers(error())
                .write("1", "2", "3", "4");

        assertThat(scenario.invocations()).containsExactly("1 2 3 4", "1 2", "3 4");
    }

    @Test
    void aPartialResponseSplitsAtTheReportedRecordAndRetriesFromThere() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError().reportBatchItemFailures())
                .functionAnswers(reports("4"))
                .write("1", "2", "3", "4");

        assertThat(scenario.invocations()).containsExactly("1 2 3 4", "4");
    }

    @Test
    void aPartialResponseThatReportsTheFirstRecordSplitsNothing() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError().reportBatchItemFailures())
                .functionAnswers(reports("1"), success())
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2", "1 2");
    }

    @Test
    void aMalformedPartialResponseSplitsLikeAnError() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError().reportBatchItemFailures())
                .functionAnswers(returns("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}"))
                .write("1", "2");

        assertThat(scenario.invocations()).containsExactly("1 2", "1", "2");
    }

    @Test
    void aCallThatNeverReachedTheFunctionSplitsNothing() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError())
                .functionAnswers(notReached())
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2", "1 2");
    }
}
