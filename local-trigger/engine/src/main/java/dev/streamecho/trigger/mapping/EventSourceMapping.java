package dev.streamecho.trigger.mapping;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The configuration of one {@code AWS::Lambda::EventSourceMapping} on a stream. Its constructors check what the service
 * checks of numbers, and throw {@link IllegalArgumentException}.
 *
 * <p>This class is thread-safe.
 *
 * @param logicalId its name in the template
 * @param function what it invokes
 * @param source what it reads
 * @param batching which records are invoked together, and when
 * @param failures what happens to records that are not handled
 * @param onFailureDestination the ARN of the queue, topic or bucket that gets a message for each discarded batch; empty if
 *     there is none
 * @param enabled whether it reads and invokes at all
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">CreateEventSourceMapping</a>
 */
public record EventSourceMapping(
        String logicalId,
        InvokedFunction function,
        Source source,
        Batching batching,
        Failures failures,
        Optional<String> onFailureDestination,
        boolean enabled)
        implements MappingConfiguration<EventSourceMapping> {

    /**
     * The function that a mapping invokes.
     *
     * @param logicalId its name in the template
     * @param arn as the message to the destination carries it, with the version or alias if the mapping names one
     * @param version the version that runs: a number, or {@code $LATEST}
     */
    public record InvokedFunction(String logicalId, String arn, String version) {

        /** Returns the id of a mapping that invokes it: the same at every start, so that files can be named after it. */
        UUID mappingId(String mappingLogicalId) {
            return UUID.nameUUIDFromBytes((arn + ' ' + mappingLogicalId).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What a mapping reads.
     *
     * @param streamArn the ARN of the stream
     * @param startingPosition where a mapping without checkpoints starts
     * @param filterPatterns EventBridge patterns; a record needs to match one of them, none lets every record pass
     */
    public record Source(String streamArn, StartingPosition startingPosition, List<String> filterPatterns) {
        public Source {
            filterPatterns = List.copyOf(filterPatterns);
        }

        /** Returns every record of a stream, from the given position on. */
        public static Source all(String streamArn, StartingPosition startingPosition) {
            return new Source(streamArn, startingPosition, List.of());
        }
    }

    /** Where a mapping without checkpoints starts to read. */
    public enum StartingPosition {
        /** At what is written once the mapping is ready. */
        LATEST,
        /** At the oldest record kept. */
        TRIM_HORIZON
    }

    /**
     * Which records are invoked together, and when.
     *
     * @param batchSize the most records of one invocation, 1 to 10,000
     * @param maximumBatchingWindow how long a batch waits for more records after its first one; zero starts it at once
     * @param parallelizationFactor how many invocations one shard may have at a time, 1 to 10
     * @param tumblingWindow the length of a tumbling window; zero is none
     */
    public record Batching(
            int batchSize, Duration maximumBatchingWindow, int parallelizationFactor, Duration tumblingWindow) {

        public Batching {
            checkRange("batchSize", batchSize, 1, 10_000);
            checkRange("parallelizationFactor", parallelizationFactor, 1, 10);
            if (maximumBatchingWindow.isNegative() || tumblingWindow.isNegative()) {
                throw new IllegalArgumentException("a window cannot be negative");
            }
        }

        /** Returns the service's defaults: up to 100 records, at once, one invocation at a time, no tumbling window. */
        public static Batching defaults() {
            return new Batching(100, Duration.ZERO, 1, Duration.ZERO);
        }

        /** Returns how many invocations one shard may have at a time: with a tumbling window it has one state, and so one. */
        int lanes() {
            return hasTumblingWindow() ? 1 : parallelizationFactor;
        }

        /**
         * Returns which of the shard's invocations that run at a time has the records of an item, from 0.
         *
         * @param itemKey as of {@link dev.streamecho.trigger.stream.ChangeRecord#itemKey}
         */
        public int laneOf(String itemKey) {
            return Math.floorMod(itemKey.hashCode(), lanes());
        }

        /** Returns whether invocations carry the state of a tumbling window. */
        public boolean hasTumblingWindow() {
            return !tumblingWindow.isZero();
        }
    }

    /**
     * What happens to records that are not handled.
     *
     * @param maximumRetryAttempts how often a failed batch is retried; empty is no limit
     * @param maximumRecordAge how old a record may be when it is tried; empty is no limit
     * @param bisectBatchOnFunctionError whether a failed batch of more than one record is split in two
     * @param reportBatchItemFailures whether the function answers with a partial batch response
     */
    public record Failures(
            OptionalInt maximumRetryAttempts,
            Optional<Duration> maximumRecordAge,
            boolean bisectBatchOnFunctionError,
            boolean reportBatchItemFailures) {

        public Failures {
            checkRange("maximumRetryAttempts", maximumRetryAttempts.orElse(0), 0, 10_000);
        }

        /** Returns the service's defaults: a batch is retried whole until it succeeds or is trimmed. */
        public static Failures defaults() {
            return new Failures(OptionalInt.empty(), Optional.empty(), false, false);
        }
    }

    /** Returns an enabled mapping with the service's defaults and no destination. */
    public static EventSourceMapping of(String logicalId, InvokedFunction function, Source source) {
        return new EventSourceMapping(
                logicalId, function, source, Batching.defaults(), Failures.defaults(), Optional.empty(), true);
    }

    /** Returns the ARN of the stream. */
    public String streamArn() {
        return source.streamArn();
    }

    /** Returns the mapping on another stream, of a table that is elsewhere. */
    public EventSourceMapping onStream(String otherStreamArn) {
        return on(otherStreamArn, source.startingPosition());
    }

    /** Returns the mapping on a stream that came while it ran: it is read from its beginning. */
    EventSourceMapping onLaterStream(String laterStreamArn) {
        return on(laterStreamArn, StartingPosition.TRIM_HORIZON);
    }

    private EventSourceMapping on(String otherStreamArn, StartingPosition position) {
        Source other = new Source(otherStreamArn, position, source.filterPatterns());
        return new EventSourceMapping(logicalId, function, other, batching, failures, onFailureDestination, enabled);
    }

    /**
     * Returns the mapping's id: the same for the same mapping of the same stream's table, so that files can be named after
     * it.
     */
    @Override
    public UUID uuid() {
        return function.mappingId(logicalId);
    }

    @Override
    public EventSourceMapping withEnabled(boolean isEnabled) {
        return new EventSourceMapping(logicalId, function, source, batching, failures, onFailureDestination, isEnabled);
    }

    private static void checkRange(String name, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException("%s is %d; use %d to %d".formatted(name, value, lowest, highest));
        }
    }
}
