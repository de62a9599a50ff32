package dev.streamecho.trigger.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.json.JsonErrors;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the service says of a batch that it discarded: the body of an SQS message, an SNS notification, or an object in S3.
 *
 * @param functionArn the function that the mapping invokes, with the version or alias if it names one
 * @param condition why it was discarded: {@code RetryAttemptsExhausted}, {@code RecordAgeExceeded}
 * @param functionError whether the function failed, rather than answered with failures; empty if it was not called
 * @param approximateInvokeCount how often the function was called with it
 * @param timestamp when it was discarded
 * @param firstArrival when its first record was written
 * @param batchSize how many records it has, after filtering
 * @param payload the event itself, which only S3 gets
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain discarded batches</a>
 */
public record FailedBatch(
        String functionArn,
        String condition,
        Optional<Boolean> functionError,
        int approximateInvokeCount,
        Instant timestamp,
        String shardId,
        String startSequenceNumber,
        String endSequenceNumber,
        Instant firstArrival,
        Instant lastArrival,
        int batchSize,
        String streamArn,
        Optional<String> payload) {

    /** How long a stream keeps a record. */
    private static final Duration RETENTION = Duration.ofHours(24);

    /** No batch is from later; a time further on has no day after it. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Of a value that is shown to the user; a message has up to 1 MB. */
    private static final int MOST_SHOWN = 200;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FUNCTION_ARN = Pattern.compile(
            "arn:[^:]+:lambda:([a-z0-9][a-z0-9-]{0,61}[a-z0-9]):\\d+:function:([A-Za-z0-9_-]+)(?::([A-Za-z0-9$_-]+))?");
    private static final Pattern STREAM_ARN = Pattern.compile(
            "arn:[^:]+:dynamodb:([a-z0-9][a-z0-9-]{0,61}[a-z0-9]):\\d+:table/([A-Za-z0-9_.-]+)/stream/.+");
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("\\d{1,40}");

    /**
     * Reads a message; fields that it does not know it ignores.
     *
     * @throws UserError if the text is no description of a batch of a DynamoDB stream, with the reason in one line
     */
    public static FailedBatch parse(String text) {
        JsonNode message = unwrapped(json(text));
        JsonNode batch = message.path("DDBStreamBatchInfo");
        if (!batch.isObject()) {
            throw new UserError(
                    message.has("KinesisBatchInfo")
                            ? "it is of a Kinesis stream; only batches of DynamoDB streams can be redriven"
                            : "it has no DDBStreamBatchInfo, so it is not of a batch of a DynamoDB stream");
        }
        JsonNode request = message.path("requestContext");
        JsonNode response = message.path("responseContext");
        return new FailedBatch(
                text(request, "requestContext.functionArn", FUNCTION_ARN),
                request.path("condition").asText("unknown"),
                response.has("functionError")
                        ? Optional.of(!response.path("functionError").isNull())
                        : Optional.empty(),
                request.path("approximateInvokeCount").asInt(),
                time(message, "timestamp"),
                text(batch, "DDBStreamBatchInfo.shardId", Pattern.compile(".+")),
                text(batch, "DDBStreamBatchInfo.startSequenceNumber", SEQUENCE_NUMBER),
                text(batch, "DDBStreamBatchInfo.endSequenceNumber", SEQUENCE_NUMBER),
                time(batch, "DDBStreamBatchInfo.approximateArrivalOfFirstRecord"),
                time(batch, "DDBStreamBatchInfo.approximateArrivalOfLastRecord"),
                batchSize(batch),
                text(batch, "DDBStreamBatchInfo.streamArn", STREAM_ARN),
                Optional.ofNullable(message.path("payload").textValue()));
    }

    private static JsonNode json(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.isObject()) {
                return message;
            }
            throw new UserError("it is not a JSON object, so it is not of a discarded batch");
        } catch (JsonProcessingException e) {
            throw new UserError("it is not JSON: " + JsonErrors.inOneLine(e), e);
        }
    }

    /** The message inside of an SNS notification, for a queue that is subscribed to the destination. */
    private static JsonNode unwrapped(JsonNode message) {
        return message.has("TopicArn") && message.path("Message").isTextual()
                ? json(message.path("Message").textValue())
                : message;
    }

    private static int batchSize(JsonNode batch) {
        JsonNode size = batch.path("batchSize");
        if (!size.canConvertToInt() || size.intValue() < 1) {
            throw new UserError(
                    "its DDBStreamBatchInfo.batchSize is %s, but must be a number from 1 on".formatted(shown(size)));
        }
        return size.intValue();
    }

    private static String text(JsonNode parent, String path, Pattern form) {
        JsonNode value = parent.path(path.substring(path.lastIndexOf('.') + 1));
        if (value.isTextual() && form.matcher(value.textValue()).matches()) {
            return value.textValue();
        }
        throw new UserError("its %s is %s, which is none".formatted(path, shown(value)));
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
        throw new UserError("its %s is %s, which is no time".formatted(path, shown(value)));
    }

    private static String shown(JsonNode value) {
        String json = value.isMissingNode() ? "missing" : value.toString();
        return json.length() <= MOST_SHOWN ? json : json.substring(0, MOST_SHOWN) + "...";
    }

    /** The function's name, with its version or alias if the mapping invokes one: {@code Echo:live}. */
    public String function() {
        Matcher arn = parts(FUNCTION_ARN, functionArn);
        return arn.group(2) + (arn.group(3) == null ? "" : ":" + arn.group(3));
    }

    /** The function's name. */
    public String functionName() {
        return parts(FUNCTION_ARN, functionArn).group(2);
    }

    /** The table's name. */
    public String table() {
        return parts(STREAM_ARN, streamArn).group(2);
    }

    /** The region of stream, mapping and function. */
    public String region() {
        return parts(STREAM_ARN, streamArn).group(1);
    }

    /** From when on the stream has forgotten the first record. */
    public Instant forgottenAt() {
        return firstArrival.plus(RETENTION);
    }

    private static Matcher parts(Pattern form, String arn) {
        Matcher matcher = form.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalStateException(arn + " was checked when it was read");
        }
        return matcher;
    }
}
