package dev.streamecho.trigger.cli.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.streamecho.trigger.redrive.BatchDescription;
import dev.streamecho.trigger.redrive.MessageReport;
import dev.streamecho.trigger.redrive.QueueReport;
import dev.streamecho.trigger.redrive.StreamBatch;
import java.time.Duration;
import java.time.Instant;

/**
 * Discarded batches as JSON: {@code queueUrl}, {@code approximateNumberOfMessages}, {@code
 * approximateNumberOfMessagesNotVisible} (held by other readers) and {@code failures}, a list. Each failure has its {@code
 * messageId}, and either the fields of the batch under the service's own names, with {@code mapping}, {@code ageSeconds},
 * {@code forgottenInSeconds} (0 or less once the stream has forgotten it), or only the {@code problem} with the message.
 * With {@code --show} it also has {@code records}, and {@code forgotten} if the stream does not have all of them anymore.
 */
final class FailuresJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailuresJson() {}

    static String of(QueueReport report, Instant now) {
        ObjectNode all = JSON.createObjectNode();
        all.put("queueUrl", report.queueUrl())
                .put("approximateNumberOfMessages", report.visible())
                .put("approximateNumberOfMessagesNotVisible", report.inFlight());
        ArrayNode list = all.putArray("failures");
        report.messages().forEach(message -> list.add(failure(message, now)));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    private static ObjectNode failure(MessageReport message, Instant now) {
        ObjectNode json = JSON.createObjectNode().put("messageId", message.messageId());
        message.description().ifPresent(description -> {
            json.put("mapping", message.mapping().orElse(null));
            putBatch(description, json);
            StreamBatch batch = description.batch();
            // Zero where the clock was set back since.
            json.put(
                    "ageSeconds",
                    Math.max(0, Duration.between(batch.firstArrival(), now).toSeconds()));
            long left = Duration.between(now, batch.forgottenAt()).toSeconds();
            json.put("forgottenInSeconds", message.isGone() ? Math.min(0, left) : left);
        });
        message.records().ifPresent(records -> {
            message.forgotten().ifPresent(forgotten -> json.put("forgotten", forgotten));
            ArrayNode list = json.putArray("records");
            records.forEach(record -> list.addRawValue(new RawValue(new String(record.json(), UTF_8))));
        });
        message.problem().ifPresent(problem -> json.put("problem", problem));
        return json;
    }

    private static void putBatch(BatchDescription description, ObjectNode json) {
        StreamBatch batch = description.batch();
        json.put("timestamp", description.timestamp().toString())
                .put("functionArn", description.functionArn())
                .put("condition", description.condition())
                .put("functionError", description.functionError().orElse(null))
                .put("approximateInvokeCount", description.approximateInvokeCount())
                .put("shardId", batch.shardId())
                .put("startSequenceNumber", batch.startSequenceNumber().digits())
                .put("endSequenceNumber", batch.endSequenceNumber().digits())
                .put("approximateArrivalOfFirstRecord", batch.firstArrival().toString())
                .put("approximateArrivalOfLastRecord", batch.lastArrival().toString())
                .put("batchSize", batch.batchSize())
                .put("streamArn", batch.streamArn());
    }
}
