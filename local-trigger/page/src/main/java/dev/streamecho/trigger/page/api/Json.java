package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.Optional;

/** How the API writes values. */
final class Json {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final double NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1_000;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Returns a time in UTC with milliseconds. */
    static String time(Instant at) {
        return MILLISECONDS.format(at);
    }

    /** Returns milliseconds with up to three decimal places. */
    static double millis(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_MICRO) / MICROS_PER_MILLI;
    }

    static ArrayNode strings(Collection<String> strings) {
        ArrayNode array = array();
        strings.forEach(array::add);
        return array;
    }

    static ArrayNode numbers(Collection<Long> numbers) {
        ArrayNode array = array();
        numbers.forEach(array::add);
        return array;
    }

    /** Puts a string, if there is one. */
    static void put(ObjectNode json, String name, Optional<String> value) {
        value.ifPresent(string -> json.put(name, string));
    }

    /** Puts a time, if there is one. */
    static void putTime(ObjectNode json, String name, Optional<Instant> value) {
        value.ifPresent(time -> json.put(name, time(time)));
    }

    /** Puts a number, if there is one. */
    static void putNumber(ObjectNode json, String name, Optional<Long> value) {
        value.ifPresent(number -> json.put(name, number));
    }
}
