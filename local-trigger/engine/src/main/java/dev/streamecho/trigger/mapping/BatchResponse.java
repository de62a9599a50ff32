package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.streamecho.trigger.json.JsonErrors;
import dev.streamecho.trigger.mapping.Verdict.Failed;
import dev.streamecho.trigger.mapping.Verdict.Handled;
import dev.streamecho.trigger.mapping.Verdict.HandledUpTo;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The response of a function from which a mapping expects failed records, the state of a window, or both. */
final class BatchResponse {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILURES = "batchItemFailures";
    private static final String IDENTIFIER = "itemIdentifier";

    /** Of a value that is shown to the user; responses have up to 6 MB. */
    private static final int MOST_SHOWN = 100;

    private BatchResponse() {}

    static Verdict verdict(byte[] json, List<ChangeRecord> records, boolean reportsFailures, boolean windowed) {
        JsonNode response;
        try {
            response = parse(json);
        } catch (JsonProcessingException e) {
            return new Failed(false, "the response is not JSON: " + JsonErrors.inOneLine(e));
        }
        Optional<JsonNode> state = Optional.ofNullable(response.get("state")).filter(node -> !node.isNull());
        if (windowed && state.isEmpty()) {
            return new Failed(
                    true,
                    "the response %s has no state, which a tumbling window needs; {} will do"
                            .formatted(shown(response)));
        }
        return reportsFailures ? verdict(response, records, state) : new Handled(state);
    }

    private static JsonNode parse(byte[] response) throws JsonProcessingException {
        try {
            JsonNode node = JSON.readTree(response);
            return node == null ? JsonNodeFactory.instance.missingNode() : node;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory failed", e);
        }
    }

    private static Verdict verdict(JsonNode response, List<ChangeRecord> records, Optional<JsonNode> state) {
        if (isNothing(response)) {
            return new Handled(state);
        }
        if (!response.isObject()) {
            return new Failed(
                    false, "the response is %s, but must be an object with %s".formatted(shown(response), FAILURES));
        }
        JsonNode failures = response.path(FAILURES);
        if (isNothing(failures)) {
            return new Handled(state);
        }
        if (!failures.isArray()) {
            return new Failed(false, "%s is %s, but must be a list".formatted(FAILURES, shown(failures)));
        }
        Map<SequenceNumber, Integer> indices = indices(records);
        int lowest = records.size();
        for (int i = 0; i < failures.size(); i++) {
            JsonNode identifier = failures.get(i).path(IDENTIFIER);
            Integer index = identifier.isTextual() ? indices.get(new SequenceNumber(identifier.textValue())) : null;
            if (index == null) {
                return new Failed(false, whyNoRecord(i, failures.get(i)));
            }
            lowest = Math.min(lowest, index);
        }
        return new HandledUpTo(
                lowest, state, "the response reports " + records.get(lowest).sequenceNumber());
    }

    private static String whyNoRecord(int i, JsonNode failure) {
        JsonNode identifier = failure.path(IDENTIFIER);
        String place = "%s[%d]".formatted(FAILURES, i);
        if (identifier.isMissingNode()) {
            return "%s is %s, but must have an %s".formatted(place, shown(failure), IDENTIFIER);
        }
        return "%s.%s is %s, %s"
                .formatted(
                        place,
                        IDENTIFIER,
                        shown(identifier),
                        identifier.isTextual() && !identifier.textValue().isEmpty()
                                ? "which is the sequence number of no record of the batch"
                                : "but must be a sequence number, as a string");
    }

    private static String shown(JsonNode value) {
        String json = value.toString();
        return json.length() <= MOST_SHOWN ? json : json.substring(0, MOST_SHOWN) + "...";
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
    }

    private static Map<SequenceNumber, Integer> indices(List<ChangeRecord> records) {
        Map<SequenceNumber, Integer> indices = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            indices.put(records.get(i).sequenceNumber(), i);
        }
        return indices;
    }
}
