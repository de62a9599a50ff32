package dev.streamecho.trigger.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.json.JsonErrors;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the service says of a batch that it discarded: the body of an SQS message, an SNS notification, or an object in S3.
 *
 * @param functionArn the function that the mapping invokes, with the version or alias if it names one
 * @param condition why it was discarded, in the service's words: {@code RetryAttemptsExhausted}, {@code RecordAgeExceeded}
 * @param functionError whether the function failed, rather than responded with failures; empty if it was not called
 * @param approximateInvokeCount how many times the function was called with it
 * @param timestamp when it was discarded
 * @param batch where its records are
 * @param payload the event itself, which only S3 gets; empty otherwise
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain discarded batches</a>
 */
public record BatchDescription(
        String functionArn,
        String condition,
        Optional<Boolean> functionError,
        int approximateInvokeCount,
        Instant timestamp,
        StreamBatch batch,
        Optional<String> payload) {

    /** No batch is from later; a later time has no day after it. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Of a value that is shown to the user; a message has up to 1 MB. */
    private static final int MOST_SHOWN = 200;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FUNCTION_ARN = Pattern.compile(
            "arn:[^:]+:lambda:([a-z0-9][a-z0-9-]{0,61}[a-z0-9]):\\d+:function:([A-Za-z0-9_-]+)(?::([A-Za-z0-9$_-]+))?");
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("\\d{1,40}");

    /**
     * Reads a message; unknown fields are ignored.
     *
     * @throws UserError if the string does not describe a batch of a DynamoDB stream, with the reason in one line
     */
    public static BatchDescription parse(String message) {
        JsonNode description = unwrapped(json(message));
        JsonNode request = description.path("requestContext");
        JsonNode response = description.path("responseContext");
        JsonNode batch = batchInfo(description);
        return new BatchDescription(
                string(request, "requestContext.functionArn", FUNCTION_ARN.asMatchPredicate()),
                request.path("condition").asText("unknown"),
                response.has("functionError")
                        ? Optional.of(!response.path("functionError").isNull())
                        : Optional.empty(),
                request.path("approximateInvokeCount").asInt(),
                time(description, "timestamp"),
                streamBatch(batch),
                Optional.ofNullable(description.path("payload").textValue()));
    }

    private static JsonNode batchInfo(JsonNode description) {
        JsonNode batch = description.path("DDBStreamBatchInfo");
        if (!batch.isObject()) {
            throw new UserError(
                    description.has("KinesisBatchInfo")
                            ? "it is about a Kinesis stream; only batches of DynamoDB streams can be redriven"
                            : "it has no DDBStreamBatchInfo, so it is not about a batch of a DynamoDB stream");
        }
        return batch;
    }

    private static StreamBatch streamBatch(JsonNode batch) {
        return new StreamBatch(
                string(batch, "DDBStreamBatchInfo.streamArn", StreamBatch::isStreamArn),
                string(
                        batch,
                        "DDBStreamBatchInfo.shardId",
                        Pattern.compile(".+").asMatchPredicate()),
                new SequenceNumber(
                        string(batch, "DDBStreamBatchInfo.startSequenceNumber", SEQUENCE_NUMBER.asMatchPredicate())),
                new SequenceNumber(
                        string(batch, "DDBStreamBatchInfo.endSequenceNumber", SEQUENCE_NUMBER.asMatchPredicate())),
                batchSize(batch),
                time(batch, "DDBStreamBatchInfo.approximateArrivalOfFirstRecord"),
                time(batch, "DDBStreamBatchInfo.approximateArrivalOfLastRecord"));
    }

    private static JsonNode json(String string) {
        try {
            JsonNode message = JSON.readTree(string);
            if (message.isObject()) {
                return message;
            }
            throw new UserError("it is not a JSON object, so it does not describe a discarded batch");
        } catch (JsonProcessingException e) {
            throw new UserError("it is not JSON: " + JsonErrors.inOneLine(e), e);
        }
    }

    /** Returns the message inside an SNS notification, for a queue that is subscribed to the destination. */
    private static JsonNode unwrapped(JsonNode message) {
        return message.has("TopicArn") && message.path("Message").isTextual()
                ? json(message.path("Message").textValue())
                : message;
    }

    private static int batchSize(JsonNode batch) {
        JsonNode size = batch.path("batchSize");
        if (!size.canConvertToInt() || size.intValue() < 1) {
            throw refused("DDBStreamBatchInfo.batchSize", size, "which is not a number of records, 1 or more");
        }
        return size.intValue();
    }

    private static String string(JsonNode parent, String path, Predicate<String> isValid) {
        JsonNode value = parent.path(path.substring(path.lastIndexOf('.') + 1));
        if (value.isTextual() && isValid.test(value.textValue())) {
            return value.textValue();
        }
        throw refused(path, value, "which is not valid");
    }

    private static Instant time(JsonNode parent, String path) {
        JsonNode value = parent.path(path.substring(path.lastIndexOf('.') + 1));
        try {
            Instant time = Instant.parse(value.asText());
            if (time.isAfter(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Refused below, like a time that no batch can have.
        }
        throw refused(path, value, "which is not a time");
    }

    private static UserError refused(String path, JsonNode value, String reason) {
        if (value.isMissingNode()) {
            return new UserError("its %s is missing".formatted(path));
        }
        String json = value.toString();
        String shown = json.length() <= MOST_SHOWN ? json : json.substring(0, MOST_SHOWN) + "...";
        return new UserError("its %s is %s, %s".formatted(path, shown, reason));
    }

    /** Returns the function's name, with its version or alias if the mapping invokes one: {@code Echo:live}. */
    public String function() {
        Matcher arn = FUNCTION_ARN.matcher(functionArn);
        if (!arn.matches()) {
            throw new IllegalStateException(functionArn + " was checked when it was read");
        }
        return arn.group(2) + (arn.group(3) == null ? "" : ":" + arn.group(3));
    }

    /** Returns the function's name, without a version or alias. */
    public String functionName() {
        return function().replaceFirst(":.*", "");
    }
}
