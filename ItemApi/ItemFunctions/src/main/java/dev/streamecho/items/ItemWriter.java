package dev.streamecho.items;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes an item as plain JSON, with the fields in the order of their names and numbers with the digits that DynamoDB
 * gives. Values that JSON does not have, which others may have stored, become the nearest ones: a binary value becomes a
 * base64 string, and a set an array.
 */
final class ItemWriter {
    private final JsonGenerator json;

    private ItemWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(Map<String, AttributeValue> item) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            new ItemWriter(json).map(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void map(Map<String, AttributeValue> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> field : new TreeMap<>(map).entrySet()) {
            json.writeFieldName(field.getKey());
            value(field.getValue());
        }
        json.writeEndObject();
    }

    private void value(AttributeValue value) throws IOException {
        switch (value.type()) {
            case S -> json.writeString(value.s());
            case N -> json.writeNumber(value.n());
            case B -> json.writeString(base64(value.b()));
            case BOOL -> json.writeBoolean(value.bool());
            case NUL -> json.writeNull();
            case M -> map(value.m());
            case L -> list(value.l());
            case SS -> strings(value.ss());
            case NS -> numbers(value.ns());
            case BS -> binaries(value.bs());
            default -> throw new IllegalStateException("An attribute has a type that this SDK does not know");
        }
    }

    private void list(List<AttributeValue> values) throws IOException {
        json.writeStartArray();
        for (AttributeValue value : values) {
            value(value);
        }
        json.writeEndArray();
    }

    private void strings(List<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void numbers(List<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    private void binaries(List<SdkBytes> values) throws IOException {
        json.writeStartArray();
        for (SdkBytes value : values) {
            json.writeString(base64(value));
        }
        json.writeEndArray();
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
