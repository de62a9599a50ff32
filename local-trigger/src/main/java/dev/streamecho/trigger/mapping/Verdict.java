package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.streamecho.trigger.function.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an invocation means for its batch. */
public sealed interface Verdict {

    /** Every record was handled. */
    record Handled(Optional<JsonNode> state) implements Verdict {}

    /** The records from this index on have to be tried again; the function answered so. */
    record HandledUpTo(int index, Optional<JsonNode> state) implements Verdict {}

    /** The whole batch failed. */
    record Failed(boolean functionError) implements Verdict {}

    /** The call did not reach the function. */
    record NotReached() implements Verdict {}

    /**
     * Reads the verdict from the end of an invocation.
     *
     * @param records of the batch
     * @param windowed whether the response has to carry the state of a tumbling window
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
     *     partial batch response with DynamoDB and Lambda</a>
     */
    static Verdict of(
            Invocation.Outcome outcome, List<ChangeRecord> records, boolean reportBatchItemFailures, boolean windowed) {
        if (outcome instanceof Invocation.NotReached) {
            return new NotReached();
        }
        if (!(outcome instanceof Invocation.Success success)) {
            return new Failed(true);
        }
        if (!reportBatchItemFailures && !windowed) {
            return new Handled(Optional.empty());
        }
        Optional<JsonNode> response = Responses.parse(success.response());
        if (response.isEmpty()) {
            return new Failed(false);
        }
        Optional<JsonNode> state =
                Optional.ofNullable(response.get().get("state")).filter(node -> !node.isNull());
        if (windowed && state.isEmpty()) {
            return new Failed(true);
        }
        return reportBatchItemFailures ? Responses.verdict(response.get(), records, state) : new Handled(state);
    }

    /** The forms that a partial batch response can have. */
    final class Responses {
        private static final ObjectMapper JSON = new ObjectMapper();

        private Responses() {}

        static Optional<JsonNode> parse(byte[] response) {
            try {
                JsonNode node = JSON.readTree(response);
                return Optional.of(node == null ? JsonNodeFactory.instance.missingNode() : node);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new IllegalStateException("reading bytes in memory failed", e);
            }
        }

        static Verdict verdict(JsonNode response, List<ChangeRecord> records, Optional<JsonNode> state) {
            if (isNothing(response)) {
                return new Handled(state);
            }
            if (!response.isObject()) {
                return new Failed(false);
            }
            JsonNode failures = response.path("batchItemFailures");
            if (isNothing(failures)) {
                return new Handled(state);
            }
            if (!failures.isArray()) {
                return new Failed(false);
            }
            Map<String, Integer> indices = indices(records);
            int lowest = records.size();
            for (JsonNode failure : failures) {
                Integer index = indices.get(failure.path("itemIdentifier").textValue());
                if (index == null) {
                    return new Failed(false);
                }
                lowest = Math.min(lowest, index);
            }
            return new HandledUpTo(lowest, state);
        }

        private static boolean isNothing(JsonNode node) {
            return node.isMissingNode()
                    || node.isNull()
                    || (node.isContainerNode() && node.isEmpty())
                    || (node.isTextual() && node.textValue().isEmpty());
        }

        private static Map<String, Integer> indices(List<ChangeRecord> records) {
            Map<String, Integer> indices = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                indices.put(records.get(i).sequenceNumber(), i);
            }
            return indices;
        }
    }
}
