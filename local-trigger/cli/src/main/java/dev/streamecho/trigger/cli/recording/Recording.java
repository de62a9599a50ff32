package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.recording.RecordingFormat.MalformedLineException;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recording whose lines were all looked at: of each change it knows where in the file it is, and reads it when it is asked
 * for. This class is thread-safe.
 */
final class Recording implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final Map<String, RecordedShard> shards;
    private final Set<String> streamArns;

    private Recording(Path file, FileChannel channel, Map<String, RecordedShard> shards, Set<String> streamArns) {
        this.file = file;
        this.channel = channel;
        this.shards = shards;
        this.streamArns = streamArns;
    }

    /**
     * Reads a file.
     *
     * @throws UserError if it cannot be read, a line is not one of a recording, or it has no change
     */
    static Recording open(Path file) {
        Map<String, RecordedShard> shards = new LinkedHashMap<>();
        Set<String> streamArns = new LinkedHashSet<>();
        RecordingLines.read(file, (line, offset, length) -> {
            if (RecordingFormat.isChange(line)) {
                RecordedChange change = RecordingFormat.change(line);
                shards.computeIfAbsent(change.shardId(), id -> new RecordedShard(id, change.parentShardId()))
                        .add(offset, length, change.record().arrival());
                streamArns.add(line.path("record").path("eventSourceARN").asText());
            } else {
                RecordingFormat.outcome(line);
            }
        });
        if (shards.isEmpty()) {
            throw new UserError(file + " has no record in it");
        }
        try {
            return new Recording(file, FileChannel.open(file), shards, streamArns);
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    /** Returns its shards, in the order of their first records. */
    List<RecordedShard> shards() {
        return List.copyOf(shards.values());
    }

    RecordedShard shard(String id) {
        return shards.get(id);
    }

    /** Returns the ARNs of the streams that its records are of. */
    Set<String> streamArns() {
        return streamArns;
    }

    int size() {
        return shards.values().stream().mapToInt(RecordedShard::size).sum();
    }

    /** Returns a change of a shard, counted from 0. */
    RecordedChange change(RecordedShard shard, int index) {
        ByteBuffer line = ByteBuffer.allocate(shard.length(index));
        try {
            while (line.hasRemaining()) {
                if (channel.read(line, shard.offset(index) + line.position()) < 0) {
                    throw new IOException("it has become shorter");
                }
            }
            return RecordingFormat.change(RecordingFormat.read(line.array()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read any more", e);
        } catch (MalformedLineException e) {
            throw new UncheckedIOException(new IOException(file + " was changed while it was read", e));
        }
    }

    /** Returns the changes with these sequence numbers, by them. */
    Map<String, ChangeRecord> records(Set<String> sequenceNumbers) {
        Map<String, ChangeRecord> found = new HashMap<>();
        for (RecordedShard shard : sequenceNumbers.isEmpty() ? List.<RecordedShard>of() : shards()) {
            for (int i = 0; i < shard.size(); i++) {
                ChangeRecord record = change(shard, i).record();
                if (sequenceNumbers.contains(record.sequenceNumber().digits())) {
                    found.put(record.sequenceNumber().digits(), record);
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
