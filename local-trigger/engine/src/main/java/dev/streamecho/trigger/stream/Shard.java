package dev.streamecho.trigger.stream;

import java.util.Optional;

/**
 * A shard of a DynamoDB stream.
 *
 * @param id the service's name for it
 * @param parentId the shard that it continues, which may be gone already
 * @param closed whether nothing more will be written to it
 */
public record Shard(String id, Optional<String> parentId, boolean closed) {}
