package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a stream the records of a batch are: the service's {@code DDBStreamBatchInfo}.
 *
 * @param streamArn the stream's ARN, of a form that {@link #isStreamArn} accepts
 * @param shardId the shard that has all of them
 * @param startSequenceNumber the sequence number of the first record
 * @param endSequenceNumber the sequence number of the last record, the same for a batch of one
 * @param batchSize how many records the batch has after filtering, 1 or more
 * @param firstArrival when the first record was written
 * @param lastArrival when the last record was written
 */
public record StreamBatch(
        String streamArn,
        String shardId,
        SequenceNumber startSequenceNumber,
        SequenceNumber endSequenceNumber,
        int batchSize,
        Instant firstArrival,
        Instant lastArrival) {

    /** How long a stream keeps a record. */
    private static final Duration RETENTION = Duration.ofHours(24);

    private static final Pattern STREAM_ARN = Pattern.compile(
            "arn:[^:]+:dynamodb:([a-z0-9][a-z0-9-]{0,61}[a-z0-9]):\\d+:table/([A-Za-z0-9_.-]+)/stream/.+");

    public StreamBatch {
        if (!isStreamArn(streamArn)) {
            throw new IllegalArgumentException(streamArn + " is not the ARN of a DynamoDB stream");
        }
    }

    /** Returns whether a string is the ARN of a table's stream. */
    static boolean isStreamArn(String string) {
        return STREAM_ARN.matcher(string).matches();
    }

    /** Returns this batch with other sequence numbers for the same records. */
    StreamBatch withNumbers(SequenceNumber start, SequenceNumber end) {
        return new StreamBatch(streamArn, shardId, start, end, batchSize, firstArrival, lastArrival);
    }

    /** Returns the table's name. */
    public String table() {
        return part(2);
    }

    /** Returns the region of the stream, which is that of its mapping and function too. */
    public String region() {
        return part(1);
    }

    /** Returns when the stream forgets the first record, 24 hours after it was written. */
    public Instant forgottenAt() {
        return firstArrival.plus(RETENTION);
    }

    private String part(int group) {
        Matcher arn = STREAM_ARN.matcher(streamArn);
        arn.matches();
        return arn.group(group);
    }
}
