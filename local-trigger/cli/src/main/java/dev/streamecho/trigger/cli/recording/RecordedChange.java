package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.Optional;

/**
 * A record of a recording.
 *
 * @param shardId where it was read
 * @param parentShardId the shard that this one continues; empty if there is none, or it is not known
 */
record RecordedChange(String shardId, Optional<String> parentShardId, ChangeRecord record) {}
