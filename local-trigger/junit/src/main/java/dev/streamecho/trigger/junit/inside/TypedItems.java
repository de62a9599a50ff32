package dev.streamecho.trigger.junit.inside;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in DynamoDB's JSON, with a type for each value. */
final class TypedItems {

    private TypedItems() {}

    /**
     * Reads an item.
     *
     * @throws IllegalArgumentException if a value has no type that DynamoDB knows
     */
    static Map<String, AttributeValue> item(JsonNode json) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        json.properties().forEach(attribute -> item.put(attribute.getKey(), value(attribute.getValue())));
        return item;
    }

    private static AttributeValue value(JsonNode typed) {
        String type = typed.size() == 1 ? typed.fieldNames().next() : "";
        JsonNode value = typed.path(type);
        return switch (type) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "B" -> AttributeValue.fromB(bytes(value));
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "M" -> AttributeValue.fromM(item(value));
            case "L" ->
                AttributeValue.fromL(
                        elements(value).stream().map(TypedItems::value).toList());
            case "SS" ->
                AttributeValue.fromSs(
                        elements(value).stream().map(JsonNode::asText).toList());
            case "NS" ->
                AttributeValue.fromNs(
                        elements(value).stream().map(JsonNode::asText).toList());
            case "BS" ->
                AttributeValue.fromBs(
                        elements(value).stream().map(TypedItems::bytes).toList());
            default ->
                throw new IllegalArgumentException(
                        "%s is no attribute value in DynamoDB's JSON, such as {\"S\": \"text\"}".formatted(typed));
        };
    }

    private static SdkBytes bytes(JsonNode base64) {
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64.asText()));
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
