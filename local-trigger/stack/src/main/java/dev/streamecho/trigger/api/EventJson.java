package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The parts of which the events of all formats are made. */
final class EventJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private EventJson() {}

    static ObjectNode object() {
        return JSON.objectNode();
    }

    /** {@code 12/Mar/2020:19:03:58 +0000}. */
    static String time(Instant instant) {
        return REQUEST_TIME.format(instant);
    }

    /** Returns what the domain of the request begins with. */
    static String domainPrefix(String domain) {
        return domain.split("\\.", 2)[0];
    }

    static ObjectNode texts(Map<String, String> texts) {
        ObjectNode object = object();
        texts.forEach(object::put);
        return object;
    }

    /** For each name what is chosen, or made, of its values. */
    static ObjectNode single(Map<String, List<String>> values, Function<List<String>, String> choice) {
        ObjectNode object = object();
        values.forEach((name, all) -> object.put(name, choice.apply(all)));
        return object;
    }

    static String last(List<String> values) {
        return values.get(values.size() - 1);
    }

    static ObjectNode lists(Map<String, List<String>> values) {
        ObjectNode object = object();
        values.forEach((name, all) -> {
            ArrayNode array = object.putArray(name);
            all.forEach(array::add);
        });
        return object;
    }

    /** Null where API Gateway sends null for nothing. */
    static void putOrNull(ObjectNode event, String name, ObjectNode value) {
        if (value.isEmpty()) {
            event.putNull(name);
        } else {
            event.set(name, value);
        }
    }

    /** Returns a body as a string, which for a binary one is Base64. */
    static String body(byte[] body, boolean isBinary) {
        return isBinary ? Base64.getEncoder().encodeToString(body) : new String(body, UTF_8);
    }
}
