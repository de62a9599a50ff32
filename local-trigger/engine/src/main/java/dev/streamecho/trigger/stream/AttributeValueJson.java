package dev.streamecho.trigger.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes attribute values in DynamoDB's JSON: numbers as strings, binary as base64. A value without any type is written as an
 * empty map, which is what DynamoDB Local's streams make of one.
 */
public final class AttributeValueJson {

    private AttributeValueJson() {}

    /** Writes an item as an object. */
    public static void writeItem(JsonGenerator json, Map<String, AttributeValue> item) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            json.writeFieldName(attribute.getKey());
            write(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AttributeValue value) throws IOException {
        json.writeStartObject();
        json.writeFieldName(typeKey(value.type()));
        switch (value.type()) {
            case S -> json.writeString(value.s());
            case N -> json.writeString(value.n());
            case B -> json.writeBinary(value.b().asByteArrayUnsafe());
            case BOOL -> json.writeBoolean(value.bool());
            case NUL -> json.writeBoolean(value.nul());
            case SS -> writeTexts(json, value.ss());
            case NS -> writeTexts(json, value.ns());
            case BS -> writeBinaries(json, value.bs());
            case L -> writeList(json, value.l());
            case M, UNKNOWN_TO_SDK_VERSION -> writeItem(json, value.m());
        }
        json.writeEndObject();
    }

    private static String typeKey(AttributeValue.Type type) {
        return switch (type) {
            case NUL -> "NULL";
            case UNKNOWN_TO_SDK_VERSION -> "M";
            default -> type.name();
        };
    }

    private static void writeTexts(JsonGenerator json, Iterable<String> texts) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeBinaries(JsonGenerator json, Iterable<SdkBytes> binaries) throws IOException {
        json.writeStartArray();
        for (SdkBytes binary : binaries) {
            json.writeBinary(binary.asByteArrayUnsafe());
        }
        json.writeEndArray();
    }

    private static void writeList(JsonGenerator json, Iterable<AttributeValue> values) throws IOException {
        json.writeStartArray();
        for (AttributeValue value : values) {
            write(json, value);
        }
        json.writeEndArray();
    }
}
