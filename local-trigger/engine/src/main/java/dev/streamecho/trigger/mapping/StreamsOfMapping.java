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
     * Returns the stream that a mapping starts with: with the checkpoints of an earlier process that is its last one, which may
     * have something left and others after it. Empty if none of those that it has checkpoints of exists anymore.
     */
    static Optional<EventSourceMapping> first(
            EventSourceMapping mapping, TableStreams streams, Function<EventSourceMapping, Checkpoints> checkpoints) {
        Checkpoints own = checkpoints.apply(mapping);
        if (!own.outlastProcess() || !own.shardIds().isEmpty()) {
            return Optional.of(mapping);
        }
        return streams.arns().stream()
                .map(mapping::onLaterStream)
                .filter(earlier -> !checkpoints.apply(earlier).shardIds().isEmpty())
                .reduce((older, newer) -> newer)
                .or(() -> own.areOfOtherStreams() ? Optional.empty() : Optional.of(mapping));
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
