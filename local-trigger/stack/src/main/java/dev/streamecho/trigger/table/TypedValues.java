package dev.streamecho.trigger.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values in DynamoDB's JSON: each is an object with one member, whose name is the type. */
final class TypedValues {

    private TypedValues() {}

    /** Returns whether all members of an object are typed values; those inside of them need not be. */
    static boolean isTyped(JsonNode object) {
        return !object.isEmpty() && object.valueStream().allMatch(TypedValues::isValue);
    }

    static boolean isValue(JsonNode json) {
        if (!json.isObject() || json.size() != 1) {
            return false;
        }
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S", "N", "B" -> value.isTextual();
            case "BOOL", "NULL" -> value.isBoolean();
            case "SS", "NS", "BS" -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case "M" -> value.isObject();
            case "L" -> value.isArray();
            default -> false;
        };
    }

    static Map<String, AttributeValue> attributes(JsonNode object) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        object.properties().forEach(member -> attributes.put(member.getKey(), value(member.getValue())));
        return attributes;
    }

    static AttributeValue value(JsonNode json) {
        if (!isValue(json)) {
            throw new IllegalArgumentException(
                    "%s is not a value of DynamoDB's JSON, such as {\"S\":\"a\"}".formatted(json));
        }
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.textValue());
            case "N" -> AttributeValue.fromN(value.textValue());
            case "B" -> AttributeValue.fromB(bytes(value));
            case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
            case "NULL" -> AttributeValue.fromNul(value.booleanValue());
            case "SS" -> AttributeValue.fromSs(all(value, JsonNode::textValue));
            case "NS" -> AttributeValue.fromNs(all(value, JsonNode::textValue));
            case "BS" -> AttributeValue.fromBs(all(value, TypedValues::bytes));
            case "M" -> AttributeValue.fromM(attributes(value));
            default -> AttributeValue.fromL(all(value, TypedValues::value));
        };
    }

    private static SdkBytes bytes(JsonNode base64) {
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64.textValue()));
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(element -> all.add(read.apply(element)));
        return all;
    }
}
