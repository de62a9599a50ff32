package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.StreamException;
import dev.streamecho.trigger.stream.TableStreams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Moves a mapping to another position, in all streams that its table has had since the one that it reads.
 *
 * <p>This class is not thread-safe. A move is carried out while the mapping does not run.
 */
public final class Repositioning {
    private final EventSourceMapping mapping;
    private final Function<EventSourceMapping, Checkpoints> checkpoints;
    private final List<Target> targets = new ArrayList<>();

    /** A shard with where the mapping stands in it, and where it is to stand. */
    private record Target(
            ShardRecords records, EventSourceMapping onStream, String shardId, Checkpoint old, Checkpoint moved) {}

    /** The shards of a stream, with where the mapping stands in them, or would start if it has not read it. */
    private record OfStream(
            EventSourceMapping onStream, EventStream stream, List<Shard> shards, Checkpoints old, boolean isRead) {

        Checkpoint old(Shard shard) {
            return old.of(shard.id()).orElseGet(() -> new Checkpoint.At(new Position.TrimHorizon()));
        }

        ShardRecords records(Shard shard) {
            return new ShardRecords(stream, shard.id());
        }
    }

    private Repositioning(EventSourceMapping mapping, Function<EventSourceMapping, Checkpoints> checkpoints) {
        this.mapping = mapping;
        this.checkpoints = checkpoints;
    }

    /**
     * Finds a position, for which it may have to read the stream.
     *
     * @param checkpoints those of a mapping and its stream
     * @throws UserError if there is no such position, or the stream cannot be read
     */
    public static Repositioning of(
            EventSourceMapping mapping,
            TableStreams streams,
            Function<EventSourceMapping, Checkpoints> checkpoints,
            NewPosition position) {
        try {
            return of(StreamsOfMapping.from(mapping, streams, checkpoints), streams::open, checkpoints, position);
        } catch (StreamException e) {
            throw cannotRead(mapping, e);
        }
    }

    private static UserError cannotRead(EventSourceMapping mapping, StreamException e) {
        return new UserError(
                "%s cannot read %s: %s".formatted(mapping.logicalId(), mapping.streamArn(), e.getMessage()), e);
    }

    /**
     * Finds it in these streams.
     *
     * @param mappings the mapping on each stream, the oldest first: 1 or more
     */
    static Repositioning of(
            List<EventSourceMapping> mappings,
            Function<String, EventStream> open,
            Function<EventSourceMapping, Checkpoints> checkpoints,
            NewPosition position) {
        Repositioning found = new Repositioning(mappings.get(0), checkpoints);
        List<OfStream> streams = mappings.stream()
                .map(onStream -> found.ofStream(onStream, open.apply(onStream.streamArn())))
                .toList();
        if (position instanceof NewPosition.AtSequenceNumber at) {
            found.findRecord(streams, at);
        } else {
            streams.forEach(one -> one.shards().forEach(shard -> found.add(one, shard, moved(one, shard, position))));
        }
        return found;
    }

    private static Checkpoint moved(OfStream stream, Shard shard, NewPosition position) {
        if (position instanceof NewPosition.AtTimestamp at) {
            return stream.records(shard).from(record -> !record.arrival().isBefore(at.timestamp()), shard.closed());
        }
        return position instanceof NewPosition.Latest
                ? stream.records(shard).latest(shard.closed())
                : stream.records(shard).oldest();
    }

    private void findRecord(List<OfStream> all, NewPosition.AtSequenceNumber at) {
        boolean isLater = false;
        for (OfStream one : all) {
            if (isLater) {
                one.shards().forEach(shard -> add(one, shard, one.records(shard).oldest()));
            } else if (one.shards().stream().anyMatch(shard -> shard.id().equals(at.shardId()))) {
                findRecord(one, at);
                isLater = true;
            } else {
                one.shards().forEach(shard -> add(one, shard, one.records(shard).latest(shard.closed())));
            }
        }
        if (!isLater) {
            throw new UserError("%s: its stream has no shard %s".formatted(mapping.logicalId(), at.shardId()));
        }
    }

    /** Shards are in the order of the stream, parents before their children. */
    private void findRecord(OfStream stream, NewPosition.AtSequenceNumber at) {
        Set<String> later = new HashSet<>(Set.of(at.shardId()));
        Set<String> earlier = ancestors(stream.shards(), at.shardId());
        for (Shard shard : stream.shards()) {
            if (shard.id().equals(at.shardId())) {
                Optional<Checkpoint> found = stream.records(shard).at(at.sequenceNumber());
                add(
                        stream,
                        shard,
                        found.orElseThrow(
                                () -> new UserError("%s: the shard %s has no record %s; it is trimmed after a day"
                                        .formatted(mapping.logicalId(), at.shardId(), at.sequenceNumber()))));
            } else if (shard.parentId().filter(later::contains).isPresent()) {
                later.add(shard.id());
                add(stream, shard, stream.records(shard).oldest());
            } else if (earlier.contains(shard.id())) {
                add(stream, shard, new Checkpoint.ShardEnd());
            } else if (!stream.isRead()) {
                add(stream, shard, stream.old(shard));
            }
        }
    }

    private static Set<String> ancestors(List<Shard> shards, String shardId) {
        Set<String> ancestors = new HashSet<>();
        String child = shardId;
        for (int i = shards.size() - 1; i >= 0; i--) {
            Shard shard = shards.get(i);
            if (shard.id().equals(child) && shard.parentId().isPresent()) {
                child = shard.parentId().get();
                ancestors.add(child);
            }
        }
        return ancestors;
    }

    private void add(OfStream stream, Shard shard, Checkpoint moved) {
        targets.add(new Target(stream.records(shard), stream.onStream(), shard.id(), stream.old(shard), moved));
    }

    private OfStream ofStream(EventSourceMapping onStream, EventStream stream) {
        List<Shard> shards = stream.shards();
        Checkpoints known = checkpoints.apply(onStream);
        if (!known.shardIds().isEmpty()) {
            return new OfStream(onStream, stream, shards, known, true);
        }
        Checkpoints atStart = Checkpoints.inMemory();
        new StartingCheckpoints(onStream, stream, atStart, notice -> {}).prepare(shards);
        return new OfStream(onStream, stream, shards, atStart, false);
    }

    /**
     * Returns what the move does. It reads the stream from its oldest record on; empty if that is not in this process, as
     * it could take hours.
     *
     * @throws UserError if the stream cannot be read
     */
    public Optional<NewPosition.Effect> effect() {
        long repeated = 0;
        long skipped = 0;
        try {
            for (Target target : targets) {
                if (!target.records().areHere()) {
                    return Optional.empty();
                }
                ShardRecords.Difference difference = target.records().between(target.old(), target.moved());
                repeated += difference.repeated();
                skipped += difference.skipped();
            }
        } catch (StreamException e) {
            throw cannotRead(mapping, e);
        }
        return Optional.of(new NewPosition.Effect(repeated, skipped));
    }

    /**
     * Carries it out.
     *
     * @throws UserError if the checkpoints cannot be saved
     */
    public void move() {
        for (Target target : targets) {
            try {
                checkpoints.apply(target.onStream()).save(target.shardId(), target.moved());
            } catch (IOException e) {
                throw new UserError(
                        "%s: the checkpoints cannot be saved: %s".formatted(mapping.logicalId(), e.getMessage()), e);
            }
        }
    }
}
