package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.json.JsonErrors;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/**
 * Decides with EventBridge patterns which records a mapping is for: those that match one of them, or all if there are
 * none. A pattern sees the whole record as it is delivered, {@code eventName} and {@code eventSource} included; of a message
 * whose body is JSON, it sees that. It is thread-safe.
 *
 * <p>Where a pattern names a field twice the later one holds; that is what the matcher does, and the service does not say.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control which events Lambda
 *     sends to your function</a>
 */
public final class EventFilter implements RecordFilter {
    private static final int LENGTH_LIMIT = 4096;

    /** The service does not document it: patterns that it took and refused lie on both sides of it. */
    private static final int COMPLEXITY_LIMIT = 10;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final Machine machine = Machine.builder().build();

    /** Of each pattern; its index is the name of its rule. */
    private final List<BodyFormat> bodyFormats = new ArrayList<>();

    private EventFilter() {}

    /**
     * Returns a filter of patterns against which there is no {@link #reasonAgainst}.
     *
     * @throws IllegalArgumentException if there is one
     */
    public static EventFilter of(List<String> patterns) {
        EventFilter filter = new EventFilter();
        for (String pattern : patterns) {
            reasonAgainst(pattern).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
            try {
                filter.machine.addRule(String.valueOf(filter.bodyFormats.size()), pattern);
                filter.bodyFormats.add(BodyFormat.of(JSON.readTree(pattern)));
            } catch (IOException e) {
                throw new UncheckedIOException("a pattern that was checked is refused", e);
            }
        }
        return filter;
    }

    /**
     * Returns the service's words for a pattern that it refuses, with the matcher's reason; empty for a good pattern.
     */
    public static Optional<String> reasonAgainst(String pattern) {
        return matchersReason(pattern).map(reason -> "Invalid filter pattern definition. " + reason);
    }

    private static Optional<String> matchersReason(String pattern) {
        if (pattern.length() > LENGTH_LIMIT) {
            return Optional.of("It has %d characters; %d are allowed".formatted(pattern.length(), LENGTH_LIMIT));
        }
        try {
            JsonRuleCompiler.compile(pattern);
            // The matcher does not look past the end of the pattern.
            JSON.readTree(pattern);
            return isTooComplex(pattern)
                    ? Optional.of("Rule is too complex - try using fewer wildcard characters"
                            + " or fewer repeating character sequences after a wildcard character")
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(JsonErrors.inOneLine(e));
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string in memory failed", e);
        }
    }

    /**
     * Returns how many beginnings of wildcards one value may match at a time; patterns without wildcards are never
     * complex.
     */
    private static boolean isTooComplex(String pattern) throws IOException {
        Machine alone = Machine.builder().build();
        alone.addRule("pattern", pattern);
        return alone.evaluateComplexity(new MachineComplexityEvaluator(COMPLEXITY_LIMIT + 1)) > COMPLEXITY_LIMIT;
    }

    @Override
    public boolean matches(ChangeRecord record) {
        return matches(record.json());
    }

    /** Whether a record matches that is UTF-8 JSON. */
    boolean matches(byte[] record) {
        if (bodyFormats.isEmpty()) {
            return true;
        }
        try {
            return matches(JSON.readTree(record));
        } catch (IOException e) {
            throw new UncheckedIOException("a record is not JSON", e);
        }
    }

    /**
     * Returns whether a record matches.
     *
     * @param record one element of an event's {@code Records}, an object
     */
    public boolean matches(JsonNode record) {
        if (bodyFormats.isEmpty()) {
            return true;
        }
        return isMessage(record)
                ? messageMatches((ObjectNode) record)
                : !machine.rulesForJSONEvent(record).isEmpty();
    }

    private boolean messageMatches(ObjectNode record) {
        JsonNode seen = seen(record);
        boolean hasJson = seen.path("body").isContainerNode();
        return machine.rulesForJSONEvent(seen).stream()
                .map(rule -> bodyFormats.get(Integer.parseInt(rule)))
                .anyMatch(format -> format.takes(hasJson));
    }

    static boolean isMessage(JsonNode record) {
        return "aws:sqs".equals(record.path("eventSource").textValue());
    }

    /** What a pattern sees of a record: of a message whose body is JSON, that. */
    static JsonNode seen(JsonNode record) {
        return isMessage(record) && record instanceof ObjectNode message
                ? json(record.path("body").asText())
                        .<JsonNode>map(json -> message.deepCopy().set("body", json))
                        .orElse(record)
                : record;
    }

    /** The object or list that a body is; a number or a word in quotation marks is a string like any other. */
    private static Optional<JsonNode> json(String body) {
        try {
            return Optional.<JsonNode>of(JSON.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
