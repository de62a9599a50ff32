package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RecordRow;
import dev.streamecho.trigger.page.api.DiscardedBatches.Discarded;
import dev.streamecho.trigger.page.api.DiscardedBatches.Result;
import dev.streamecho.trigger.redrive.BatchDescription;
import dev.streamecho.trigger.redrive.MessageReport;
import dev.streamecho.trigger.redrive.StreamBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The batches that were discarded, and their redrive. */
final class FailureEndpoints {
    private final Journal journal;
    private final DiscardedBatches batches;

    FailureEndpoints(Journal journal, DiscardedBatches batches) {
        this.journal = journal;
        this.batches = batches;
    }

    void addTo(Router router) {
        router.add("GET", "/failures", this::failures).add("POST", "/failures/redrive", this::redrive);
    }

    private Answer failures(Call call) throws InterruptedException {
        Optional<String> mapping = call.query("mapping");
        ObjectNode json = Json.object();
        ArrayNode failures = json.putArray("failures");
        Map<Place, Long> numbers = numbers();
        batches.all().stream()
                .filter(one -> mapping.isEmpty() || one.message().mapping().equals(mapping))
                .forEach(one -> failures.add(json(one, numbers)));
        json.set("folders", Json.strings(batches.folders()));
        return Answer.json(json);
    }

    private static ObjectNode json(Discarded discarded, Map<Place, Long> numbers) {
        MessageReport message = discarded.message();
        ObjectNode json = Json.object()
                .put("id", message.messageId())
                .put("queue", discarded.queue())
                .put("place", "queue " + discarded.queue());
        Json.put(json, "mapping", message.mapping());
        message.description().ifPresent(description -> {
            putDescription(description, json);
            StreamBatch batch = description.batch();
            Optional<Long> number = Optional.ofNullable(numbers.get(
                    new Place(batch.shardId(), batch.startSequenceNumber().digits())));
            Json.putNumber(json, "batch", number);
        });
        Json.put(json, "problem", message.problem());
        if (message.isGone()) {
            json.put("isGone", true);
        }
        return json;
    }

    private static void putDescription(BatchDescription description, ObjectNode json) {
        StreamBatch batch = description.batch();
        json.put("function", description.functionName())
                .put("at", Json.time(description.timestamp()))
                .put("condition", description.condition())
                .put("records", batch.batchSize())
                .put("attempts", description.approximateInvokeCount())
                .put("shardId", batch.shardId())
                .put("startSequenceNumber", batch.startSequenceNumber().digits())
                .put("endSequenceNumber", batch.endSequenceNumber().digits());
    }

    /** Where a record is. */
    private record Place(String shardId, String sequenceNumber) {}

    /** The numbers of the batches that were discarded in this run, by each of their records. */
    private Map<Place, Long> numbers() {
        Map<Place, Long> numbers = new HashMap<>();
        for (RecordRow row : journal.rows()) {
            if (row.state() == RecordRow.State.DISCARDED && row.shardId().isPresent()) {
                // The newest is the first.
                row.batch()
                        .ifPresent(
                                n -> numbers.putIfAbsent(new Place(row.shardId().get(), row.id()), n));
            }
        }
        return numbers;
    }

    private Answer redrive(Call call) throws IOException, InterruptedException {
        ObjectNode body = call.body();
        if (body.path("all").asBoolean()) {
            return answer(batches.redriveAll());
        }
        String id = body.path("id").asText();
        if (id.isEmpty()) {
            throw ApiException.invalid("Say which: the id of one, or all as true");
        }
        return answer(batches.redrive(id)
                .orElseThrow(() -> ApiException.notFound("There is no message %s any more".formatted(id))));
    }

    private static Answer answer(Result result) {
        ObjectNode json = Json.object()
                .put("redriven", result.totals().redriven())
                .put("handled", result.totals().handled())
                .put("kept", result.totals().kept());
        json.set("problems", Json.strings(result.problems()));
        String message = "%s redriven, %s handled"
                .formatted(
                        Shown.count(result.totals().redriven(), "batch"),
                        Shown.count(result.totals().handled(), "record"));
        String kept = result.problems().isEmpty()
                ? ""
                : "; %d kept: %s"
                        .formatted(result.totals().kept(), result.problems().get(0));
        return Answer.json(json.put("message", message + kept));
    }
}
