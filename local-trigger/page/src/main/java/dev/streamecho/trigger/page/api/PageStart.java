package dev.streamecho.trigger.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.streamecho.trigger.table.ItemJson;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where a page of items starts, as it stands in an address. */
final class PageStart {
    private PageStart() {}

    static String token(Map<String, AttributeValue> key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ItemJson.typed(key).getBytes(UTF_8));
    }

    /** @throws ApiException if it is none that {@link #token} gave */
    static Map<String, AttributeValue> parse(String token) {
        try {
            return ItemJson.attributes(
                    Call.JSON.readTree(new String(Base64.getUrlDecoder().decode(token), UTF_8)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw ApiException.invalid("start is not the next of an earlier page", token);
        }
    }
}
