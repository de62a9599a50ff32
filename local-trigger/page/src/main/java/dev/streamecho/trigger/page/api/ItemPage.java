package dev.streamecho.trigger.page.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of a table.
 *
 * @param next where the next page starts; empty if this is the last
 */
record ItemPage(List<Map<String, AttributeValue>> items, Optional<Map<String, AttributeValue>> next) {
    ItemPage {
        next = next.filter(key -> !key.isEmpty());
    }
}
