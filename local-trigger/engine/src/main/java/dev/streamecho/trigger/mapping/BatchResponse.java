package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.mapping.Verdict.Failed;
import dev.streamecho.trigger.mapping.Verdict.Handled;
import dev.streamecho.trigger.mapping.Verdict.HandledUpTo;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The response of a function from which a mapping expects failed records, the state of a window, or both. */
final class BatchResponse {

    private BatchResponse() {}

    static Verdict verdict(byte[] json, List<ChangeRecord> records, boolean reportsFailures, boolean windowed) {
        JsonNode response;
        try {
            response = ItemFailures.parse(json);
        } catch (JsonProcessingException e) {
            return new Failed(false, ItemFailures.whyNotJson(e));
        }
        Optional<JsonNode> state = Optional.ofNullable(response.get("state")).filter(node -> !node.isNull());
        if (windowed && state.isEmpty()) {
            return new Failed(
                    true,
                    "the response %s has no state, which a tumbling window needs; {} will do"
                            .formatted(ItemFailures.shown(response)));
        }
        return reportsFailures ? verdict(response, records, state) : new Handled(state);
    }

    private static Verdict verdict(JsonNode response, List<ChangeRecord> records, Optional<JsonNode> state) {
        Map<SequenceNumber, Integer> indices = indices(records);
        ItemFailures failures = ItemFailures.read(
                response, ItemFailures.Item.RECORD, identifier -> indices.get(new SequenceNumber(identifier)));
        if (failures.whyMalformed().isPresent()) {
            return new Failed(false, failures.whyMalformed().get());
        }
        if (failures.indices().isEmpty()) {
            return new Handled(state);
        }
        int lowest = failures.indices().first();
        return new HandledUpTo(
                lowest, state, "the response reports " + records.get(lowest).sequenceNumber());
    }

    private static Map<SequenceNumber, Integer> indices(List<ChangeRecord> records) {
        Map<SequenceNumber, Integer> indices = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            indices.put(records.get(i).sequenceNumber(), i);
        }
        return indices;
    }
}
