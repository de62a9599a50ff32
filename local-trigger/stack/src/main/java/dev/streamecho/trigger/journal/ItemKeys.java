package dev.streamecho.trigger.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys of items as a person reads them. */
final class ItemKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ItemKeys() {}

    /**
     * Returns a key as {@code id=1}, or {@code id=1, sort=2}.
     *
     * @param key its attributes in DynamoDB JSON, as of {@link dev.streamecho.trigger.stream.ItemKey}
     */
    static String shown(String key) {
        if (!key.startsWith("{")) {
            return key;
        }
        try {
            List<String> shown = new ArrayList<>(2);
            for (Map.Entry<String, JsonNode> attribute : JSON.readTree(key).properties()) {
                JsonNode value = attribute.getValue();
                shown.add(attribute.getKey() + "="
                        + (value.isEmpty() ? "" : value.iterator().next().asText()));
            }
            return String.join(", ", shown);
        } catch (IOException e) {
            throw new UncheckedIOException("a key is not JSON", e);
        }
    }
}
