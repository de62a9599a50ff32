package dev.streamecho.trigger.cli.items;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What became of one item.
 *
 * @param line where it is in what was given, from 1
 * @param key as far as the item has one
 * @param refusal why the table has not taken it; empty if it has
 */
record ItemOutcome(int line, Map<String, AttributeValue> key, Optional<String> refusal) {}
