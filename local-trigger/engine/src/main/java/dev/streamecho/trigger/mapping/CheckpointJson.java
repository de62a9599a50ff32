package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The checkpoint of a shard as one line of JSON; positions have the names of the types of shard iterators. */
final class CheckpointJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("[0-9]{1,40}");
    private static final String SHARD_END = "SHARD_END";

    private CheckpointJson() {}

    static String encode(String shardId, Checkpoint checkpoint) {
        ObjectNode json = JSON.createObjectNode();
        json.put("shardId", shardId);
        if (checkpoint instanceof Checkpoint.At at) {
            encode(at, json);
        } else {
            json.put("position", SHARD_END);
        }
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private static void encode(Checkpoint.At at, ObjectNode json) {
        json.put("position", at.position().type().toString());
        at.position().number().ifPresent(number -> json.put("sequenceNumber", number.digits()));
        for (TriedBatch batch : at.tried()) {
            json.withArray("tried")
                    .addObject()
                    .put("startSequenceNumber", batch.startSequenceNumber().digits())
                    .put("endSequenceNumber", batch.endSequenceNumber().digits())
                    .put("failedAttempts", batch.failedAttempts())
                    .put("invocations", batch.invocations())
                    .put("requestId", batch.requestId())
                    .put("functionError", batch.functionError());
        }
        at.window()
                .ifPresent(window -> json.putObject("window")
                        .put("start", window.start().toString())
                        .put("end", window.end().toString())
                        .put("state", window.state()));
    }

    /**
     * Reads what {@link #encode} wrote for the shard.
     *
     * @throws IOException if it did not write that; the message says why not
     */
    static Checkpoint decode(String shardId, String text) throws IOException {
        JsonNode json = JSON.readTree(text);
        String owner = text(json, "shardId");
        if (!owner.equals(shardId)) {
            throw new IOException("it is of the shard " + owner);
        }
        String position = text(json, "position");
        if (position.equals(SHARD_END)) {
            return new Checkpoint.ShardEnd();
        }
        List<TriedBatch> tried = new ArrayList<>();
        for (JsonNode batch : json.path("tried")) {
            tried.add(triedBatch(batch));
        }
        JsonNode window = json.path("window");
        return new Checkpoint.At(
                position(position, json),
                tried,
                window.isMissingNode() ? Optional.empty() : Optional.of(window(window)));
    }

    private static Position position(String position, JsonNode json) throws IOException {
        return switch (position) {
            case "TRIM_HORIZON" -> new Position.TrimHorizon();
            case "LATEST" -> new Position.Latest();
            case "AT_SEQUENCE_NUMBER" -> new Position.At(sequenceNumber(json, "sequenceNumber"));
            case "AFTER_SEQUENCE_NUMBER" -> new Position.After(sequenceNumber(json, "sequenceNumber"));
            default -> throw new IOException("its position is " + position);
        };
    }

    private static TriedBatch triedBatch(JsonNode batch) throws IOException {
        return new TriedBatch(
                sequenceNumber(batch, "startSequenceNumber"),
                sequenceNumber(batch, "endSequenceNumber"),
                count(batch, "failedAttempts"),
                count(batch, "invocations"),
                text(batch, "requestId"),
                batch.path("functionError").booleanValue());
    }

    private static TumblingWindow window(JsonNode window) throws IOException {
        return new TumblingWindow(time(window, "start"), time(window, "end"), text(window, "state"));
    }

    private static SequenceNumber sequenceNumber(JsonNode json, String field) throws IOException {
        String text = text(json, field);
        if (!SEQUENCE_NUMBER.matcher(text).matches()) {
            throw new IOException(field + " is not a sequence number");
        }
        return new SequenceNumber(text);
    }

    private static Instant time(JsonNode json, String field) throws IOException {
        try {
            return Instant.parse(text(json, field));
        } catch (DateTimeException e) {
            throw new IOException(field + " is not a time", e);
        }
    }

    private static int count(JsonNode json, String field) throws IOException {
        JsonNode count = json.path(field);
        if (!count.isInt() || count.intValue() < 0) {
            throw new IOException(field + " is not a count");
        }
        return count.intValue();
    }

    private static String text(JsonNode json, String field) throws IOException {
        JsonNode text = json.path(field);
        if (!text.isTextual()) {
            throw new IOException("it has no " + field);
        }
        return text.textValue();
    }
}
