package dev.streamecho.trigger.cli.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.streamecho.trigger.redrive.BatchRecords;
import dev.streamecho.trigger.redrive.FailedBatch;
import dev.streamecho.trigger.redrive.FailureQueue;
import dev.streamecho.trigger.redrive.MappingSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Failed batches as JSON: {@code queueUrl}, {@code approximateNumberOfMessages}, {@code
 * approximateNumberOfMessagesNotVisible} (in the hands of other readers) and {@code failures}, a list. Each failure
 * has its {@code messageId}, and either the fields of the batch under the service's own names, with {@code mapping},
 * {@code ageSeconds}, {@code forgottenInSeconds} (not positive once it is), or only the {@code problem} with the message.
 * With {@code --show} it also has {@code records}, and {@code forgotten} if the stream has not all of them any more.
 */
final class FailuresJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailuresJson() {}

    static String of(String queueUrl, FailureQueue.Count before, List<Failure> failures, Instant now) {
        ObjectNode all = JSON.createObjectNode();
        all.put("queueUrl", queueUrl)
                .put("approximateNumberOfMessages", before.visible())
                .put("approximateNumberOfMessagesNotVisible", before.inFlight());
        ArrayNode list = all.putArray("failures");
        failures.forEach(failure -> list.add(failure(failure, now)));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    private static ObjectNode failure(Failure failure, Instant now) {
        ObjectNode json =
                JSON.createObjectNode().put("messageId", failure.message().id());
        failure.batch().ifPresent(batch -> {
            json.put("mapping", failure.mapping().map(MappingSettings::name).orElse(null));
            putBatch(batch, json);
            // Zero where the clock was set back since.
            json.put(
                    "ageSeconds",
                    Math.max(0, Duration.between(batch.firstArrival(), now).toSeconds()));
            json.put(
                    "forgottenInSeconds",
                    Duration.between(now, batch.forgottenAt()).toSeconds());
        });
        failure.records().ifPresent(records -> putRecords(records, json));
        failure.problem().ifPresent(problem -> json.put("problem", problem));
        return json;
    }

    private static void putBatch(FailedBatch batch, ObjectNode json) {
        json.put("timestamp", batch.timestamp().toString())
                .put("functionArn", batch.functionArn())
                .put("condition", batch.condition())
                .put("functionError", batch.functionError().orElse(null))
                .put("approximateInvokeCount", batch.approximateInvokeCount())
                .put("shardId", batch.shardId())
                .put("startSequenceNumber", batch.startSequenceNumber())
                .put("endSequenceNumber", batch.endSequenceNumber())
                .put("approximateArrivalOfFirstRecord", batch.firstArrival().toString())
                .put("approximateArrivalOfLastRecord", batch.lastArrival().toString())
                .put("batchSize", batch.batchSize())
                .put("streamArn", batch.streamArn());
    }

    private static void putRecords(BatchRecords records, ObjectNode json) {
        Optional<String> forgotten = records.forgotten().map(Object::toString);
        forgotten.ifPresent(text -> json.put("forgotten", text));
        ArrayNode list = json.putArray("records");
        records.records()
                .forEach(record -> list.addRawValue(new RawValue(new String(record.json(), StandardCharsets.UTF_8))));
    }
}
