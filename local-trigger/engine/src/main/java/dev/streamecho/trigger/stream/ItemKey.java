package dev.streamecho.trigger.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The partition and sort key of an item as canonical JSON: equal for equal keys, whatever their attributes' order. */
public final class ItemKey {

    private ItemKey() {}

    /** Returns the canonical form of the key attributes. */
    public static String of(Map<String, AttributeValue> keys) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = RecordEncoder.JSON.createGenerator(text)) {
            AttributeValueJson.writeItem(json, keys.size() > 1 ? new TreeMap<>(keys) : keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
