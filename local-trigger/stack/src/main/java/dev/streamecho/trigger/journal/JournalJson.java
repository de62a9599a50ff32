package dev.streamecho.trigger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Records and batches as lines of a file, and back. Absent fields are null, none or false. */
final class JournalJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JournalJson() {}

    static ObjectNode of(RecordEntry entry) {
        ObjectNode json =
                JSON.createObjectNode().put("record", entry.n).put("mapping", entry.mapping.mapping.mapping());
        entry.shard.id.ifPresent(shard -> json.put("shard", shard));
        json.put("id", entry.id()).put("arrival", entry.arrival().toString());
        if (entry.record != null) {
            json.put("key", entry.record.itemKey()).put("json", new String(entry.record.json(), UTF_8));
        } else if (entry.message != null) {
            json.put("receipt", entry.message.receiptHandle())
                    .put("body", entry.message.body())
                    .put("receives", entry.message.receiveCount());
        }
        json.put("readAt", entry.readAt.toString());
        entry.readAgain.forEach(at -> json.withArray("readAgain").add(at.toString()));
        json.put("state", entry.state.name()).put("attempts", entry.attempts);
        putInstant(json, "firstCall", entry.firstCall);
        if (entry.lastResult != null) {
            json.put("lastResult", entry.lastResult.name());
        }
        if (entry.batch != null) {
            json.put("batch", entry.batch.n);
        }
        entry.earlierBatches.forEach(batch -> json.withArray("earlierBatches").add(batch.n));
        entry.resent.forEach(attempt -> json.withArray("resent").add(of(attempt)));
        put(json, entry.discarded);
        return json;
    }

    /** Makes a record again, which belongs to no batch yet. */
    static RecordEntry record(JsonNode json, MappingEntry mapping) {
        Instant readAt = instant(json.get("readAt"));
        Instant arrival = instant(json.get("arrival"));
        String id = json.get("id").asText();
        RecordEntry entry = json.has("shard")
                ? new RecordEntry(
                        json.get("record").asLong(),
                        mapping,
                        mapping.shard(json.get("shard").asText()),
                        new ChangeRecord(
                                new SequenceNumber(id),
                                arrival,
                                json.get("key").asText(),
                                json.get("json").asText().getBytes(UTF_8)),
                        readAt)
                : new RecordEntry(
                        json.get("record").asLong(),
                        mapping,
                        mapping.queue(),
                        new QueueMessage(
                                id,
                                json.get("receipt").asText(),
                                json.get("body").asText(),
                                json.get("receives").asInt(),
                                arrival,
                                Map.of(),
                                Map.of()),
                        readAt);
        json.path("readAgain").forEach(at -> entry.readAgain(instant(at)));
        entry.state = RecordRow.State.valueOf(json.get("state").asText());
        entry.attempts = json.get("attempts").asInt();
        entry.firstCall = json.has("firstCall") ? instant(json.get("firstCall")) : null;
        entry.lastResult =
                json.has("lastResult") ? Result.valueOf(json.get("lastResult").asText()) : null;
        json.path("resent").forEach(attempt -> entry.add(attempt(attempt)));
        entry.discarded = discarded(json);
        return entry;
    }

    static ObjectNode of(BatchEntry batch) {
        ObjectNode json =
                JSON.createObjectNode().put("batchOf", batch.n).put("mapping", batch.mapping.mapping.mapping());
        batch.shard.id.ifPresent(shard -> json.put("shard", shard));
        json.put("at", batch.at.toString());
        ArrayNode numbers = json.putArray("numbers");
        for (long n : batch.numbers) {
            numbers.add(n);
        }
        json.put("firstId", batch.firstId).put("lastId", batch.lastId).put("newestRecord", batch.newestRecord);
        if (batch.parent != null) {
            json.put("parent", batch.parent.n);
        }
        json.put("state", batch.state.name()).put("attempt", batch.attempt).put("since", batch.since.toString());
        putInstant(json, "until", batch.until);
        for (BatchEntry.Tried tried : batch.tried) {
            ObjectNode one = of(tried.attempt()).put("endedAt", tried.endedAt().toString());
            putInstant(one, "until", tried.until());
            json.withArray("tried").add(one);
        }
        put(json, batch.discarded);
        return json;
    }

    /**
     * Makes a batch again.
     *
     * @param first its first record, if that is kept
     * @param parent if it has one that is kept
     */
    static BatchEntry batch(
            JsonNode json, MappingEntry mapping, @Nullable RecordEntry first, @Nullable BatchEntry parent) {
        ShardEntry shard = json.has("shard") ? mapping.shard(json.get("shard").asText()) : mapping.queue();
        BatchEntry batch = new BatchEntry(
                json.get("batchOf").asLong(),
                shard,
                instant(json.get("at")),
                new BatchEntry.Content(
                        numbers(json),
                        first,
                        json.get("firstId").asText(),
                        json.get("lastId").asText()),
                parent,
                json.get("newestRecord").asLong());
        batch.state = BatchRow.State.valueOf(json.get("state").asText());
        batch.attempt = json.get("attempt").asInt();
        batch.since = instant(json.get("since"));
        for (JsonNode tried : json.path("tried")) {
            batch.add(attempt(tried), instant(tried.get("endedAt")));
            if (tried.has("until")) {
                batch.waitUntil(instant(tried.get("until")));
            }
        }
        batch.until = json.has("until") ? instant(json.get("until")) : null;
        batch.discarded = discarded(json);
        return batch;
    }

    static long[] numbers(JsonNode json) {
        return StreamSupport.stream(json.get("numbers").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private static ObjectNode of(Attempt attempt) {
        ObjectNode json = JSON.createObjectNode()
                .put("at", attempt.at().toString())
                .put("requestId", attempt.requestId())
                .put("number", attempt.number())
                .put("batchSize", attempt.batchSize())
                .put("duration", attempt.duration().toNanos())
                .put("result", attempt.result().name())
                .put("handled", attempt.handled());
        attempt.initDuration().ifPresent(duration -> json.put("initDuration", duration.toNanos()));
        attempt.reason().ifPresent(reason -> json.put("reason", reason));
        attempt.response().ifPresent(response -> json.put("response", response));
        attempt.failure().ifPresent(failure -> {
            json.put("errorType", failure.type()).put("errorMessage", failure.message());
            failure.stackTrace().forEach(line -> json.withArray("stackTrace").add(line));
        });
        attempt.log().forEach(line -> json.withArray("log").add(line));
        return json;
    }

    private static Attempt attempt(JsonNode json) {
        return new Attempt(
                instant(json.get("at")),
                json.get("requestId").asText(),
                json.get("number").asInt(),
                json.get("batchSize").asInt(),
                Duration.ofNanos(json.get("duration").asLong()),
                Optional.ofNullable(json.get("initDuration")).map(nanos -> Duration.ofNanos(nanos.asLong())),
                Result.valueOf(json.get("result").asText()),
                json.get("handled").asInt(),
                text(json, "reason"),
                text(json, "errorType")
                        .map(type -> new Attempt.Failure(
                                type, json.get("errorMessage").asText(), texts(json.path("stackTrace")))),
                text(json, "response"),
                texts(json.path("log")));
    }

    private static void put(ObjectNode json, Step.@Nullable Discarded discarded) {
        if (discarded == null) {
            return;
        }
        ObjectNode inner = json.putObject("discarded")
                .put("at", discarded.at().toString())
                .put("condition", discarded.condition());
        discarded.batch().ifPresent(batch -> inner.put("batch", batch));
        discarded.place().ifPresent(place -> inner.put("place", place));
        discarded.message().ifPresent(message -> inner.put("message", message));
        discarded.records().forEach(n -> inner.withArray("records").add(n));
    }

    private static Step.@Nullable Discarded discarded(JsonNode json) {
        JsonNode inner = json.get("discarded");
        if (inner == null) {
            return null;
        }
        List<Long> records = new ArrayList<>();
        inner.path("records").forEach(n -> records.add(n.asLong()));
        return new Step.Discarded(
                instant(inner.get("at")),
                Optional.ofNullable(inner.get("batch")).map(JsonNode::asLong),
                records,
                inner.get("condition").asText(),
                text(inner, "place"),
                text(inner, "message"));
    }

    private static void putInstant(ObjectNode json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }

    private static Instant instant(JsonNode json) {
        return Instant.parse(json.asText());
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::asText);
    }

    private static List<String> texts(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
