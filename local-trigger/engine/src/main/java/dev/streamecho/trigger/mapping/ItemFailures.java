package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.streamecho.trigger.json.JsonErrors;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a partial batch response reports as failed.
 *
 * @param indices of what failed, within the batch; none if all was handled
 * @param whyMalformed why it is not a response of that kind, so that the whole batch failed; empty if it is one
 */
record ItemFailures(SortedSet<Integer> indices, Optional<String> whyMalformed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILURES = "batchItemFailures";
    private static final String IDENTIFIER = "itemIdentifier";

    /** Of a value that is shown to the user; responses have up to 6 MB. */
    private static final int MOST_SHOWN = 100;

    /** What a batch has, and what identifies one of them. */
    enum Item {
        RECORD("record", "sequence number"),
        MESSAGE("message", "messageId");

        private final String name;
        private final String identifier;

        Item(String name, String identifier) {
            this.name = name;
            this.identifier = identifier;
        }
    }

    /** Reads the response of a function. */
    static ItemFailures read(byte[] response, Item item, Function<String, Integer> indexOf) {
        try {
            return read(parse(response), item, indexOf);
        } catch (JsonProcessingException e) {
            return malformed(whyNotJson(e));
        }
    }

    /**
     * Reads a response.
     *
     * @param indexOf gives the index of an identifier, or {@code null} if the batch does not have it
     */
    static ItemFailures read(JsonNode response, Item item, Function<String, Integer> indexOf) {
        if (isNothing(response)) {
            return none();
        }
        if (!response.isObject()) {
            return malformed("the response is %s, but must be an object with %s".formatted(shown(response), FAILURES));
        }
        JsonNode failures = response.path(FAILURES);
        if (isNothing(failures)) {
            return none();
        }
        if (!failures.isArray()) {
            return malformed("%s is %s, but must be a list".formatted(FAILURES, shown(failures)));
        }
        SortedSet<Integer> indices = new TreeSet<>();
        for (int i = 0; i < failures.size(); i++) {
            JsonNode identifier = failures.get(i).path(IDENTIFIER);
            Integer index = identifier.isTextual() ? indexOf.apply(identifier.textValue()) : null;
            if (index == null) {
                return malformed(whyNone(i, failures.get(i), item));
            }
            indices.add(index);
        }
        return new ItemFailures(Collections.unmodifiableSortedSet(indices), Optional.empty());
    }

    static JsonNode parse(byte[] response) throws JsonProcessingException {
        try {
            JsonNode node = JSON.readTree(response);
            return node == null ? JsonNodeFactory.instance.missingNode() : node;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory failed", e);
        }
    }

    static String whyNotJson(JsonProcessingException e) {
        return "the response is not JSON: " + JsonErrors.inOneLine(e);
    }

    static String shown(JsonNode value) {
        String json = value.toString();
        return json.length() <= MOST_SHOWN ? json : json.substring(0, MOST_SHOWN) + "...";
    }

    private static ItemFailures none() {
        return new ItemFailures(Collections.emptySortedSet(), Optional.empty());
    }

    private static ItemFailures malformed(String why) {
        return new ItemFailures(Collections.emptySortedSet(), Optional.of(why));
    }

    private static String whyNone(int i, JsonNode failure, Item item) {
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
                                ? "which is the %s of no %s of the batch".formatted(item.identifier, item.name)
                                : "but must be a %s, as a string".formatted(item.identifier));
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
    }
}
