package dev.streamecho.trigger.cli.recording;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.json.JsonErrors;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines of a recording, each a JSON object: of a change {@code at}, {@code shardId}, {@code parentShardId} if the shard has
 * one, and {@code record}, which is the record as the event has it; of an outcome {@code mapping}, {@code sequenceNumber}, {@code
 * outcome}, {@code condition}, {@code attempts} and {@code reason}.
 */
final class RecordingFormat {
    static final ObjectMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final byte[] RECORD = ",\"record\":".getBytes(StandardCharsets.UTF_8);

    private RecordingFormat() {}

    /** A line is not one of a recording; the message says why. */
    static final class MalformedLineException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedLineException(String message) {
            super(message);
        }
    }

    /** Returns the line of a change, without its end. */
    static byte[] line(RecordedChange change) {
        ObjectNode head = JSON.createObjectNode()
                .put("at", change.record().arrival().toString())
                .put("shardId", change.shardId());
        change.parentShardId().ifPresent(parent -> head.put("parentShardId", parent));
        byte[] start = bytes(head);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        // The record is JSON, and stays byte for byte as the function got it.
        line.write(start, 0, start.length - 1);
        line.writeBytes(RECORD);
        line.writeBytes(change.record().json());
        line.write('}');
        return line.toByteArray();
    }

    /** Returns the line of an outcome, without its end. */
    static byte[] line(Outcome outcome) {
        return bytes(json(outcome));
    }

    static ObjectNode json(Outcome outcome) {
        ObjectNode json = JSON.createObjectNode()
                .put("mapping", outcome.mapping())
                .put("sequenceNumber", outcome.sequenceNumber())
                .put("outcome", outcome.kind().toString());
        outcome.condition().ifPresent(condition -> json.put("condition", condition));
        json.put("attempts", outcome.attempts());
        outcome.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    /** Returns the object of a line. */
    static ObjectNode read(byte[] line) throws MalformedLineException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new MalformedLineException(
                    "is not JSON: " + JsonErrors.inOneLine(e).replace("line 1, ", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (json instanceof ObjectNode object && (isChange(object) || isOutcome(object))) {
            return object;
        }
        throw new MalformedLineException("is not of a recording: it has neither a record nor an outcome");
    }

    static boolean isChange(ObjectNode line) {
        return line.path("record").isObject();
    }

    private static boolean isOutcome(ObjectNode line) {
        return line.path("outcome").isTextual();
    }

    /** Returns the change of a line that is one. */
    static RecordedChange change(ObjectNode line) throws MalformedLineException {
        JsonNode record = line.path("record");
        JsonNode change = record.path("dynamodb");
        if (!record.path("eventName").isTextual() || !change.path("Keys").isObject()) {
            throw new MalformedLineException("has no record of a DynamoDB stream");
        }
        return new RecordedChange(
                required(line, "shardId"),
                Optional.ofNullable(line.path("parentShardId").textValue()),
                new ChangeRecord(
                        new SequenceNumber(required(change, "SequenceNumber")),
                        instant(line),
                        key(change.path("Keys")),
                        bytes(record)));
    }

    /** Returns the outcome of a line that is one. */
    static Outcome outcome(ObjectNode line) throws MalformedLineException {
        String kind = required(line, "outcome");
        return new Outcome(
                required(line, "mapping"),
                required(line, "sequenceNumber"),
                Outcome.Kind.named(kind)
                        .orElseThrow(() -> new MalformedLineException(
                                "has the outcome " + kind + ", which is not handled, filtered or discarded")),
                Optional.ofNullable(line.path("condition").textValue()),
                line.path("attempts").asInt(),
                Optional.ofNullable(line.path("reason").textValue()));
    }

    private static String required(JsonNode json, String name) throws MalformedLineException {
        String value = json.path(name).textValue();
        if (value == null) {
            throw new MalformedLineException("has no " + name);
        }
        return value;
    }

    private static Instant instant(ObjectNode line) throws MalformedLineException {
        String at = required(line, "at");
        try {
            return Instant.parse(at);
        } catch (DateTimeException e) {
            throw new MalformedLineException("has the time " + at + "; use one such as 2026-01-15T09:31:00.004Z");
        }
    }

    /** Equal for equal keys, whatever the order of their attributes. */
    private static String key(JsonNode keys) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        keys.properties().forEach(attribute -> sorted.put(attribute.getKey(), attribute.getValue()));
        return JSON.valueToTree(sorted).toString();
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
