package dev.streamecho.trigger.mapping;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The configuration of one {@code AWS::Lambda::EventSourceMapping} on a DynamoDB stream, validated.
 *
 * @param logicalId its name in the template
 * @param functionLogicalId the function's name in the template
 * @param functionArn the ARN that the message to the destination carries
 * @param functionVersion the version that runs: a number, or {@code $LATEST}
 * @param streamArn the stream that it reads
 * @param enabled whether it reads and invokes at all
 * @param startingPosition where a mapping without checkpoints starts
 * @param batchSize the most records of one invocation, 1 to 10,000
 * @param batchingWindow how long a batch waits for more records since its first one; zero starts it at once
 * @param parallelizationFactor how many invocations one shard may have at a time, 1 to 10
 * @param maximumRetryAttempts how often a failed batch is tried again; empty is no limit
 * @param maximumRecordAge how old a record may be when it is tried; empty is no limit
 * @param bisectBatchOnFunctionError whether a failed batch of more than one record is split in two
 * @param reportBatchItemFailures whether the function answers with a partial batch response
 * @param tumblingWindow the length of a tumbling window; zero is none
 * @param filterPatterns EventBridge patterns; a record needs to match one of them, none lets every record pass
 * @param onFailureDestination the ARN of the queue, topic or bucket that is told of discarded batches
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">CreateEventSourceMapping</a>
 */
public record EventSourceMapping(
        String logicalId,
        String functionLogicalId,
        String functionArn,
        String functionVersion,
        String streamArn,
        boolean enabled,
        StartingPosition startingPosition,
        int batchSize,
        Duration batchingWindow,
        int parallelizationFactor,
        OptionalInt maximumRetryAttempts,
        Optional<Duration> maximumRecordAge,
        boolean bisectBatchOnFunctionError,
        boolean reportBatchItemFailures,
        Duration tumblingWindow,
        List<String> filterPatterns,
        Optional<String> onFailureDestination) {

    /** Where a mapping without checkpoints starts to read. */
    public enum StartingPosition {
        /** At what is written once the mapping is ready. */
        LATEST,
        /** At the oldest record kept. */
        TRIM_HORIZON
    }

    /** The mapping on another stream, of a table that is elsewhere. */
    public EventSourceMapping onStream(String otherStreamArn) {
        return on(otherStreamArn, startingPosition);
    }

    /** The mapping on a stream that came while it ran: it is read from its beginning. */
    EventSourceMapping onLaterStream(String laterStreamArn) {
        return on(laterStreamArn, StartingPosition.TRIM_HORIZON);
    }

    private EventSourceMapping on(String otherStreamArn, StartingPosition position) {
        return new EventSourceMapping(
                logicalId,
                functionLogicalId,
                functionArn,
                functionVersion,
                otherStreamArn,
                enabled,
                position,
                batchSize,
                batchingWindow,
                parallelizationFactor,
                maximumRetryAttempts,
                maximumRecordAge,
                bisectBatchOnFunctionError,
                reportBatchItemFailures,
                tumblingWindow,
                filterPatterns,
                onFailureDestination);
    }

    /** The mapping's id: the same for the same mapping of the same stream's table, so that files can be named after it. */
    public UUID uuid() {
        return UUID.nameUUIDFromBytes((functionArn + ' ' + logicalId).getBytes(StandardCharsets.UTF_8));
    }
}
