package dev.streamecho.trigger.cli.screen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a line of a structured log tells a person.
 *
 * @param level in capital letters; empty if it has none
 * @param message empty if it has none
 * @param fields what else it has, without what each line of an invocation has
 * @param stackTrace its lines; none if it has none
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">Log formats</a>
 */
record LogFields(String level, String message, Map<String, String> fields, List<String> stackTrace) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final List<String> LEVELS = List.of("level", "severity", "levelname");
    private static final List<String> MESSAGES = List.of("message", "msg");
    private static final Set<String> STACK_TRACES =
            Set.of("stackTrace", "stack_trace", "stacktrace", "stack", "trace", "exception");

    /** Of the function, the invocation or the moment, which the line's place on the screen tells; and of metrics. */
    private static final Set<String> SAME_IN_EACH_LINE = Set.of(
            "timestamp",
            "@timestamp",
            "time",
            "service",
            "requestId",
            "AWSRequestId",
            "function_request_id",
            "xray_trace_id",
            "function_name",
            "function_arn",
            "function_version",
            "function_memory_size",
            "cold_start",
            "sampling_rate",
            "_aws");

    /** The numbers of pino and bunyan. */
    private static final Map<String, String> NUMBERED =
            Map.of("10", "TRACE", "20", "DEBUG", "30", "INFO", "40", "WARN", "50", "ERROR", "60", "FATAL");

    /** Returns what a line has; empty if it is not one of a structured log. */
    static Optional<LogFields> of(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return JSON.readTree(line) instanceof ObjectNode json ? of(json) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<LogFields> of(ObjectNode json) {
        Optional<JsonNode> level = take(json, LEVELS).filter(JsonNode::isValueNode);
        Optional<JsonNode> message = take(json, MESSAGES);
        if (level.isEmpty() && message.isEmpty()) {
            return Optional.empty();
        }
        json.remove(SAME_IN_EACH_LINE);
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> trace = new ArrayList<>();
        json.properties().forEach(field -> {
            JsonNode value = field.getValue();
            List<String> lines = STACK_TRACES.contains(field.getKey()) ? lines(value) : List.of();
            if (lines.isEmpty()
                    && value instanceof ObjectNode error
                    && !lines(error.path("stack")).isEmpty()) {
                lines = lines(error.remove("stack"));
                fields.put(field.getKey(), error.toString());
            } else if (lines.isEmpty()) {
                fields.put(field.getKey(), PlainValue.of(value));
            }
            trace.addAll(lines);
        });
        String name = level.map(JsonNode::asText).orElse("").toUpperCase(Locale.ROOT);
        return Optional.of(new LogFields(
                NUMBERED.getOrDefault(name, name),
                message.map(text -> text.isTextual() ? text.textValue() : text.toString())
                        .orElse(""),
                fields,
                trace));
    }

    private static Optional<JsonNode> take(ObjectNode json, List<String> names) {
        return names.stream().filter(json::hasNonNull).findFirst().map(json::remove);
    }

    /** The lines of a stack trace; none if it is something else. */
    private static List<String> lines(JsonNode value) {
        Stream<String> strings = value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)
                ? value.valueStream().map(JsonNode::textValue)
                : Stream.of(value.isTextual() && value.textValue().contains("\n") ? value.textValue() : "");
        return strings.flatMap(string -> Arrays.stream(string.split("\\R")))
                .filter(line -> !line.isBlank())
                .map(line -> line.stripTrailing().replace("\t", "    "))
                .toList();
    }
}
