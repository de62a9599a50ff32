package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageVerdictTest {
    private static final List<QueueMessage> BATCH =
            List.of(TestMessages.message("a"), TestMessages.message("b"), TestMessages.message("c"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "\"\"",
                "{\"batchItemFailures\":null}",
                "{\"batchItemFailures\":[]}",
                "{\"other\":1}"
            })
    void aResponseWithoutFailuresHandlesAll(String response) {
        MessageVerdict verdict = reporting(Outcomes.returns(response));

        assertThat(verdict.handled()).isEqualTo(BATCH);
        assertThat(verdict.result()).isEqualTo(Result.SUCCESS);
        assertThat(verdict.why()).isEmpty();
    }

    @Test
    void onlyTheMessagesThatAreReportedStayWhereverTheyAre() {
        MessageVerdict verdict = reporting(Outcomes.reports("c", "a"));

        assertThat(verdict.handled()).extracting(QueueMessage::messageId).containsExactly("b");
        assertThat(verdict.returned()).extracting(QueueMessage::messageId).containsExactly("a", "c");
        assertThat(verdict.result()).isEqualTo(Result.PARTIAL);
        assertThat(verdict.why()).contains("the response reports a and 1 more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "done"                                    | the response is "done", but must be an object with batchItemFailures
            {"batchItemFailures":"a"}                 | batchItemFailures is "a", but must be a list
            {"batchItemFailures":[{"foo":"a"}]}       | batchItemFailures[0] is {"foo":"a"}, but must have an itemIdentifier
            {"batchItemFailures":[{"itemIdentifier":""}]}    | batchItemFailures[0].itemIdentifier is "", but must be a messageId, as a string
            {"batchItemFailures":[{"itemIdentifier":null}]}  | batchItemFailures[0].itemIdentifier is null, but must be a messageId, as a string
            {"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"x"}]} | batchItemFailures[1].itemIdentifier is "x", which is the messageId of no message of the batch
            """)
    void anyOtherResponseFailsTheWholeBatch(String response, String why) {
        MessageVerdict verdict = reporting(Outcomes.returns(response));

        assertThat(verdict.returned()).isEqualTo(BATCH);
        assertThat(verdict.result()).isEqualTo(Result.PARTIAL);
        assertThat(verdict.why()).contains(why);
    }

    @Test
    void whatIsNotJsonFailsTheWholeBatch() {
        assertThat(reporting(Outcomes.returns("{")).why().orElseThrow()).startsWith("the response is not JSON: ");
    }

    @Test
    void withoutReportBatchItemFailuresAnyResponseHandlesAll() {
        assertThat(MessageVerdict.of(Outcomes.reports("a"), BATCH, false).handled())
                .isEqualTo(BATCH);
    }

    @Test
    void whateverKeepsAnInvocationFromSucceedingReturnsAll() {
        assertThat(List.of(Outcomes.error(), Outcomes.timeout(), Outcomes.initError(), Outcomes.notReached()))
                .extracting(outcome -> reporting(outcome).result())
                .containsExactly(Result.ERROR, Result.TIMEOUT, Result.INIT_ERROR, Result.NOT_REACHED);
        assertThat(reporting(Outcomes.timeout()).returned()).isEqualTo(BATCH);
        assertThat(reporting(Outcomes.timeout()).why()).contains("Task timed out after 3.00 seconds");
    }

    private static MessageVerdict reporting(Outcome outcome) {
        return MessageVerdict.of(outcome, BATCH, true);
    }
}
