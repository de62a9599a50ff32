package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.TableStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The streams that a mapping reads one after the other. */
final class StreamsOfMapping {
    private StreamsOfMapping() {}

    /**
     * Returns the stream that a mapping starts with: of those that it has checkpoints of, the oldest one that has something left,
     * or else the newest one. Empty if it has checkpoints of an earlier process, and none of their streams exists anymore.
     */
    static Optional<EventSourceMapping> first(
            EventSourceMapping mapping, TableStreams streams, Function<EventSourceMapping, Checkpoints> checkpoints) {
        Checkpoints own = checkpoints.apply(mapping);
        boolean isUnread = own.shardIds().isEmpty();
        // After a move there may be something left of an earlier stream, too.
        if (isUnread ? !own.outlastProcess() : hasLeft(own) && !own.areOfOtherStreamsToo()) {
            return Optional.of(mapping);
        }
        List<EventSourceMapping> read = streams.arns().stream()
                .map(arn -> on(mapping, arn))
                .filter(stream -> !checkpoints.apply(stream).shardIds().isEmpty())
                .toList();
        return read.stream()
                .filter(stream -> hasLeft(checkpoints.apply(stream)))
                .findFirst()
                .or(() -> read.stream().reduce((older, newer) -> newer))
                .or(() -> isUnread && own.areOfOtherStreamsToo() ? Optional.empty() : Optional.of(mapping));
    }

    private static EventSourceMapping on(EventSourceMapping mapping, String streamArn) {
        return streamArn.equals(mapping.streamArn()) ? mapping : mapping.onLaterStream(streamArn);
    }

    private static boolean hasLeft(Checkpoints checkpoints) {
        return !checkpoints.shardIds().stream().allMatch(checkpoints::isFinished);
    }

    /** Returns the mapping on the first one, and on those that came after it, the oldest first: 1 or more. */
    static List<EventSourceMapping> from(
            EventSourceMapping mapping, TableStreams streams, Function<EventSourceMapping, Checkpoints> checkpoints) {
        EventSourceMapping first =
                first(mapping, streams, checkpoints).orElseGet(() -> mapping.onLaterStream(mapping.streamArn()));
        List<EventSourceMapping> all = new ArrayList<>(List.of(first));
        streams.after(first.streamArn()).forEach(arn -> all.add(mapping.onLaterStream(arn)));
        return all;
    }
}
