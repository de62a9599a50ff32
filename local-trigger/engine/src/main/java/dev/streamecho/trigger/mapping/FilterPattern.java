package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/**
 * One filter pattern, clause by clause, to say why a record does not match. Whether it matches, {@link EventFilter} says alone;
 * this is for whoever asks why afterwards.
 *
 * <p>This class is thread-safe.
 */
public final class FilterPattern {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OR = "$or";

    private final EventFilter whole;
    private final BodyFormat bodyFormat;
    private final Clause all;

    private FilterPattern(EventFilter whole, BodyFormat bodyFormat, Clause all) {
        this.whole = whole;
        this.bodyFormat = bodyFormat;
        this.all = all;
    }

    /**
     * Reads a pattern against which there is no {@link EventFilter#reasonAgainst}.
     *
     * @throws IllegalArgumentException if there is one
     */
    public static FilterPattern of(String pattern) {
        EventFilter whole = EventFilter.of(List.of(pattern));
        try {
            JsonNode json = JSON.readTree(pattern);
            return new FilterPattern(whole, BodyFormat.of(json), all(json, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("a pattern that was checked is refused", e);
        }
    }

    /** Returns in words why a record matches none of a mapping's patterns, pattern by pattern; nothing if it matches. */
    public static List<String> reasons(List<String> patterns, String record) {
        JsonNode json;
        try {
            json = JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the record is not JSON", e);
        }
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            List<Mismatch> mismatches = FilterPattern.of(patterns.get(i)).mismatches(json);
            if (mismatches.isEmpty()) {
                return List.of();
            }
            String more = mismatches.size() == 1
                    ? ""
                    : "; %d more of its clauses %s not satisfied"
                            .formatted(mismatches.size() - 1, mismatches.size() == 2 ? "is" : "are");
            reasons.add("pattern %d %s%s".formatted(i + 1, mismatches.get(0), more));
        }
        return reasons;
    }

    /** Returns in words why a message matches none of the patterns of its mapping; nothing if it matches. */
    public static List<String> reasons(QueueMapping mapping, QueueMessage message) {
        String record = new String(EncodedMessage.of(message, mapping).json(), StandardCharsets.UTF_8);
        return reasons(mapping.source().filterPatterns(), record);
    }

    /**
     * Returns the clauses that a record does not satisfy, in the pattern's order; nothing if it matches. Of alternatives
     * ({@code $or}), those of the one that is nearest.
     *
     * @param record one element of an event's {@code Records}, an object
     */
    public List<Mismatch> mismatches(JsonNode record) {
        if (whole.matches(record)) {
            return List.of();
        }
        JsonNode seen = EventFilter.seen(record);
        boolean isMessage = EventFilter.isMessage(record);
        if (isMessage && !bodyFormat.takes(seen.path("body").isContainerNode())) {
            return List.of(new Mismatch(
                    "body",
                    seen.path("body").isContainerNode() ? "to be a string" : "to be JSON",
                    Wanted.found(List.of(seen.path("body")))));
        }
        List<Mismatch> mismatches = all.mismatches(seen);
        return mismatches.isEmpty()
                ? List.of(new Mismatch(
                        "all of its fields", "to match in the same element of a list", "they match in different ones"))
                : mismatches;
    }

    /** Part of a pattern. */
    private interface Clause {
        List<Mismatch> mismatches(JsonNode record);
    }

    private record All(List<Clause> clauses) implements Clause {
        @Override
        public List<Mismatch> mismatches(JsonNode record) {
            return clauses.stream()
                    .flatMap(clause -> clause.mismatches(record).stream())
                    .toList();
        }
    }

    private record Any(List<Clause> alternatives) implements Clause {
        @Override
        public List<Mismatch> mismatches(JsonNode record) {
            return alternatives.stream()
                    .map(alternative -> alternative.mismatches(record))
                    .min(Comparator.comparingInt(List::size))
                    .orElse(List.of());
        }
    }

    private record Field(List<String> path, JsonNode wanted, Machine machine) implements Clause {
        @Override
        public List<Mismatch> mismatches(JsonNode record) {
            return machine.rulesForJSONEvent(record).isEmpty()
                    ? List.of(Wanted.mismatch(path, wanted, record))
                    : List.of();
        }
    }

    private static Clause all(JsonNode pattern, List<String> path) throws IOException {
        List<Clause> clauses = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : pattern.properties()) {
            List<String> inner = new ArrayList<>(path);
            inner.add(field.getKey());
            JsonNode value = field.getValue();
            if (isAlternatives(field.getKey(), value)) {
                List<Clause> alternatives = new ArrayList<>();
                for (JsonNode alternative : value) {
                    alternatives.add(all(alternative, path));
                }
                clauses.add(new Any(alternatives));
            } else if (value.isObject()) {
                clauses.add(all(value, inner));
            } else {
                clauses.add(new Field(inner, value, machine(inner, value)));
            }
        }
        return new All(clauses);
    }

    private static boolean isAlternatives(String name, JsonNode value) {
        return name.equals(OR) && value.isArray() && value.path(0).isObject();
    }

    private static Machine machine(List<String> path, JsonNode wanted) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode inner = root;
        for (String name : path.subList(0, path.size() - 1)) {
            inner = inner.putObject(name);
        }
        inner.set(path.get(path.size() - 1), wanted);
        Machine machine = Machine.builder().build();
        machine.addRule("clause", root.toString());
        return machine;
    }
}
