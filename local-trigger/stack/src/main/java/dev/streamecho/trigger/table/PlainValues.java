package dev.streamecho.trigger.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values in plain JSON, which has no binary and no sets. */
final class PlainValues {

    private PlainValues() {}

    static Map<String, AttributeValue> attributes(JsonNode object) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        object.properties().forEach(member -> attributes.put(member.getKey(), value(member.getValue())));
        return attributes;
    }

    static AttributeValue value(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> AttributeValue.fromS(json.textValue());
            case NUMBER -> AttributeValue.fromN(json.asText());
            case BOOLEAN -> AttributeValue.fromBool(json.booleanValue());
            case NULL -> AttributeValue.fromNul(true);
            case OBJECT -> AttributeValue.fromM(attributes(json));
            case ARRAY -> {
                List<AttributeValue> elements = new ArrayList<>();
                json.forEach(element -> elements.add(value(element)));
                yield AttributeValue.fromL(elements);
            }
            default -> throw new IllegalArgumentException("no value: " + json);
        };
    }

    /** Returns whether an item can be read again from its plain JSON. */
    static boolean canHave(Map<String, AttributeValue> item) {
        return item.values().stream().allMatch(PlainValues::canHave);
    }

    private static boolean canHave(AttributeValue value) {
        return switch (value.type()) {
            case S, N, BOOL, NUL -> true;
            case M -> canHave(value.m());
            case L -> value.l().stream().allMatch(PlainValues::canHave);
            case B, SS, NS, BS, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    static void write(JsonGenerator json, Map<String, AttributeValue> item) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            json.writeFieldName(attribute.getKey());
            write(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AttributeValue value) throws IOException {
        switch (value.type()) {
            case S -> json.writeString(value.s());
            case N -> json.writeNumber(value.n());
            case BOOL -> json.writeBoolean(value.bool());
            case NUL, UNKNOWN_TO_SDK_VERSION -> json.writeNull();
            case B -> json.writeBinary(value.b().asByteArrayUnsafe());
            case M -> write(json, value.m());
            case L -> writeAll(json, value.l());
            case SS ->
                writeAll(json, value.ss().stream().map(AttributeValue::fromS).toList());
            case NS ->
                writeAll(json, value.ns().stream().map(AttributeValue::fromN).toList());
            case BS ->
                writeAll(json, value.bs().stream().map(AttributeValue::fromB).toList());
        }
    }

    private static void writeAll(JsonGenerator json, List<AttributeValue> values) throws IOException {
        json.writeStartArray();
        for (AttributeValue value : values) {
            write(json, value);
        }
        json.writeEndArray();
    }
}
