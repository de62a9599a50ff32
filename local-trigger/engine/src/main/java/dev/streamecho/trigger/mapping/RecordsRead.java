package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.List;

/**
 * A page of records that a mapping has read.
 *
 * @param mapping the mapping's logical id
 * @param shardId where they were read
 * @param records all of them, in the order of the shard
 * @param filtered those of them that the filters dropped
 */
public record RecordsRead(
        String mapping, String shardId, List<ChangeRecord> records, List<ChangeRecord> filtered, Instant at) {}
