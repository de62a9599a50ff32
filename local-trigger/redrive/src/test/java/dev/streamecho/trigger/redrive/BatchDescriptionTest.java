package dev.streamecho.trigger.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchDescriptionTest {
    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-3:123456789012:table/Orders/stream/2026-01-15T09:30:00.123";

    /** As the service sends it, with a field that nobody knows yet. */
    static final String MESSAGE = """
            {"requestContext":{"requestId":"316aa6d0-8154-xmpl-9af7-85d5f4a6bc81",\
            "functionArn":"arn:aws:lambda:eu-west-3:123456789012:function:Echo:live",\
            "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},\
            "responseContext":{"statusCode":200,"executedVersion":"4","functionError":"Unhandled"},\
            "version":"1.0","timestamp":"2026-01-15T10:00:00.250Z","new":{"a":1},\
            "DDBStreamBatchInfo":{"shardId":"shardId-0001","startSequenceNumber":"800000000003126276362",\
            "endSequenceNumber":"800000000003126276399","approximateArrivalOfFirstRecord":"2026-01-15T09:58:00Z",\
            "approximateArrivalOfLastRecord":"2026-01-15T09:59:00Z","batchSize":2,"streamArn":"%s"}}""".formatted(STREAM);

    @Test
    void theServicesMessageIsRead() {
        BatchDescription description = BatchDescription.parse(MESSAGE);

        assertThat(description)
                .isEqualTo(new BatchDescription(
                        "arn:aws:lambda:eu-west-3:123456789012:function:Echo:live",
                        "RetryAttemptsExhausted",
                        Optional.of(true),
                        3,
                        Instant.parse("2026-01-15T10:00:00.250Z"),
                        new StreamBatch(
                                STREAM,
                                "shardId-0001",
                                new SequenceNumber("800000000003126276362"),
                                new SequenceNumber("800000000003126276399"),
                                2,
                                Instant.parse("2026-01-15T09:58:00Z"),
                                Instant.parse("2026-01-15T09:59:00Z")),
                        Optional.empty()));
        assertThat(description.function()).isEqualTo("Echo:live");
        assertThat(description.functionName()).isEqualTo("Echo");
        assertThat(description.batch().table()).isEqualTo("Orders");
        assertThat(description.batch().region()).isEqualTo("eu-west-3");
        assertThat(description.batch().forgottenAt()).isEqualTo(Instant.parse("2026-01-16T09:58:00Z"));
    }

    @Test
    void aFunctionThatAnsweredWithFailuresHasNoError() {
        assertThat(BatchDescription.parse(MESSAGE.replace("\"Unhandled\"", "null"))
                        .functionError())
                .contains(false);
    }

    @Test
    void aBatchThatWasTooOldHasNoResponse() {
        String message = MESSAGE.replaceFirst("\"responseContext\":\\{[^}]*},", "")
                .replace("RetryAttemptsExhausted", "RecordAgeExceeded");

        assertThat(BatchDescription.parse(message).functionError()).isEmpty();
        assertThat(BatchDescription.parse(message).condition()).isEqualTo("RecordAgeExceeded");
    }

    @Test
    void theObjectOfABucketHasTheEvent() {
        String object = MESSAGE.replaceFirst("}$", ",\"payload\":\"{\\\\\"Records\\\\\":[]}\"}");

        assertThat(BatchDescription.parse(object).payload()).contains("{\"Records\":[]}");
    }

    @Test
    void aTopicsNotificationIsUnwrapped() {
        String notification = "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:eu-west-3:123456789012:Failed\","
                + "\"Message\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(MESSAGE)) + "\"}";

        assertThat(BatchDescription.parse(notification)).isEqualTo(BatchDescription.parse(MESSAGE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                      | it is not JSON: Unrecognized token 'hello'",
                "[1]                        | it is not a JSON object, so it does not describe a discarded batch",
                "{}                         | it has no DDBStreamBatchInfo, so it is not about a batch of a DynamoDB stream",
                "{\"KinesisBatchInfo\":{}}  | it is about a Kinesis stream; only batches of DynamoDB streams can be redriven",
                "{\"DDBStreamBatchInfo\":{}} | its requestContext.functionArn is missing",
            })
    void whatIsNoFailedBatchIsRefusedInOneLine(String body, String reason) {
        assertThatThrownBy(() -> BatchDescription.parse(body))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aMessageDeeperThanAnyParserGoesIsRefused() {
        assertThatThrownBy(() -> BatchDescription.parse("[".repeat(2_000)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("it is not JSON: Document nesting depth (1001) exceeds the maximum allowed");
    }

    /** Whatever stands in for a value, the message is read or refused, and what was read can be shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "true",
                "-1",
                "1e400",
                "99999999999999999999999999",
                "\"\"",
                "\"-\"",
                "\"\\u001b[2J\\n\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"arn:aws:lambda:-:1:function:Echo\"",
                "\"arn:aws:dynamodb:-:1:table/Orders/stream/1\"",
            })
    void aValueThatMakesNoSenseEndsNothing(String value) {
        Matcher values = Pattern.compile("(?<=:)(\"[^\"]*\"|\\d+)(?=[,}])").matcher(MESSAGE);
        while (values.find()) {
            String body = MESSAGE.substring(0, values.start()) + value + MESSAGE.substring(values.end());
            try {
                BatchDescription description = BatchDescription.parse(body);
                assertThat(description.batch().forgottenAt())
                        .isAfter(description.batch().firstArrival());
                assertThat(description.batch().region()).isEqualTo("eu-west-3");
            } catch (UserError e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "800000000003126276362 | first   | its DDBStreamBatchInfo.startSequenceNumber is \"first\", which is not valid",
                "\"batchSize\":2       | \"batchSize\":0 | its DDBStreamBatchInfo.batchSize is 0, which is not a number of records, 1 or more",
                "2026-01-15T09:58:00Z  | today   | its DDBStreamBatchInfo.approximateArrivalOfFirstRecord is \"today\", which is not a time",
                "table/Orders/stream   | table/Orders | its DDBStreamBatchInfo.streamArn is \"arn:aws:dynamodb:eu-west-3:123456789012:table/Orders/2026-01-15T09:30:00.123\", which is not valid",
            })
    void aFieldThatIsWrongIsNamed(String right, String wrong, String reason) {
        assertThatThrownBy(() -> BatchDescription.parse(MESSAGE.replace(right, wrong)))
                .isInstanceOf(UserError.class)
                .hasMessage(reason);
    }
}
