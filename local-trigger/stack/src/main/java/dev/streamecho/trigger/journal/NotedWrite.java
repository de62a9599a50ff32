package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * A call that wrote an item of a table in this process, or would have. What a PartiQL statement writes is not noted.
 *
 * @param at when the call began
 * @param operation as the service calls it, as {@code PutItem}
 * @param table the name of the table
 * @param key of the item, in canonical DynamoDB JSON
 * @param failure why nothing was written, as {@code ConditionalCheckFailedException}; empty if the call succeeded, which says nothing
 *     of whether it changed the item
 */
public record NotedWrite(Instant at, String operation, String table, String key, Optional<String> failure) {}
