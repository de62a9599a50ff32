package dev.streamecho.trigger.junit;

import java.util.Optional;

/**
 * How far a mapping has come in a shard: where it would continue if it stopped now. What was handled after it comes again then.
 *
 * @param mapping the logical id of the mapping
 * @param shardId the shard
 * @param after the last change up to which everything is handled, filtered or discarded; empty at the shard's beginning
 */
public record Checkpoint(String mapping, String shardId, Optional<Change> after) {}
