package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.StreamException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Tells whether the shards of batches are gone: deleted with their table or database, or trimmed. Asks each stream once.
 * This class is not thread-safe.
 */
final class StreamCheck {
    private final Deployment deployment;
    private final Map<String, Optional<Set<String>>> shards = new HashMap<>();

    StreamCheck(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Returns whether the batch's stream does not have its shard anymore; false if the stream cannot be asked. */
    boolean isGone(StreamBatch batch) {
        return shards.computeIfAbsent(batch.streamArn(), arn -> shardsOf(batch))
                .filter(there -> !there.contains(batch.shardId()))
                .isPresent();
    }

    private Optional<Set<String>> shardsOf(StreamBatch batch) {
        try {
            return Optional.of(
                    deployment.stream(batch).shards().stream().map(Shard::id).collect(Collectors.toSet()));
        } catch (StreamException e) {
            return e.getCause() instanceof ResourceNotFoundException ? Optional.of(Set.of()) : Optional.empty();
        }
    }
}
