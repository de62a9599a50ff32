package dev.streamecho.trigger.stream;

import dev.streamecho.trigger.stream.StreamException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A stream that is read with a client of the SDK; each failure is told as what a reader can do about it. */
abstract sealed class SdkStream implements EventStream permits LocalStream, RemoteStream {
    /** A page has up to 100 shards; no stream has a million. */
    private static final int MOST_PAGES_OF_SHARDS = 10_000;

    /** A shard iterator of ours, at the end of a shard. */
    private static final String END = "end";

    private final DynamoDbStreamsClient client;
    private final String arn;
    private final boolean keepsTrimmedShards;
    private final RecordEncoder encoder;

    /**
     * Makes a stream; the client stays the caller's.
     *
     * @param arn as the client takes it and records carry it
     * @param region the records' {@code awsRegion}
     * @param keepsTrimmedShards whether the service, as DynamoDB Local does, still lists closed shards of which everything
     *     was trimmed, and refuses to read them from any position; on AWS they are gone
     */
    SdkStream(DynamoDbStreamsClient client, String arn, String region, boolean keepsTrimmedShards) {
        this.client = client;
        this.arn = arn;
        this.keepsTrimmedShards = keepsTrimmedShards;
        this.encoder = new RecordEncoder(region, arn);
    }

    /** When each of the records, which follow each other in a shard, was written. */
    abstract List<Instant> arrivals(List<Record> records);

    @Override
    public final String arn() {
        return arn;
    }

    @Override
    public final List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        String last = null;
        for (int page = 0; page < MOST_PAGES_OF_SHARDS; page++) {
            StreamDescription description = describe(last);
            description.shards().forEach(shard -> shards.add(shard(shard)));
            last = description.lastEvaluatedShardId();
            if (last == null) {
                return ShardOrder.parentsFirst(shards);
            }
        }
        throw new StreamException(
                Kind.UNAVAILABLE,
                "DescribeStream has still more shards of %s after %d pages".formatted(arn, MOST_PAGES_OF_SHARDS),
                null);
    }

    private StreamDescription describe(String exclusiveStartShardId) {
        return call(() -> client.describeStream(
                        request -> request.streamArn(arn).exclusiveStartShardId(exclusiveStartShardId)))
                .streamDescription();
    }

    private static Shard shard(software.amazon.awssdk.services.dynamodb.model.Shard shard) {
        boolean closed = shard.sequenceNumberRange().endingSequenceNumber() != null;
        return new Shard(shard.shardId(), Optional.ofNullable(shard.parentShardId()), closed);
    }

    @Override
    public final String shardIterator(String shardId, Position position) {
        boolean fromTheOldest = position instanceof Position.TrimHorizon;
        return keepsTrimmedShards && fromTheOldest && isTrimmed(shardId) ? END : takeIterator(shardId, position);
    }

    private boolean isTrimmed(String shardId) {
        return shards().stream().anyMatch(shard -> shard.id().equals(shardId) && shard.closed())
                && cannotBeRead(shardId)
                // A record may have been trimmed between the two calls: then the next one can be read.
                && cannotBeRead(shardId);
    }

    private boolean cannotBeRead(String shardId) {
        try {
            read(takeIterator(shardId, new Position.TrimHorizon()), 1);
            return false;
        } catch (StreamException e) {
            if (e.kind() == Kind.UNAVAILABLE) {
                throw e;
            }
            return true;
        }
    }

    private String takeIterator(String shardId, Position position) {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamArn(arn).shardId(shardId);
        if (position instanceof Position.TrimHorizon) {
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
        } else if (position instanceof Position.Latest) {
            request.shardIteratorType(ShardIteratorType.LATEST);
        } else if (position instanceof Position.At at) {
            request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(at.sequenceNumber());
        } else if (position instanceof Position.After after) {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(after.sequenceNumber());
        }
        return call(() -> client.getShardIterator(request.build())).shardIterator();
    }

    @Override
    public final Page records(String shardIterator, int limit) {
        if (shardIterator.equals(END)) {
            return new Page(List.of(), null);
        }
        GetRecordsResponse response = read(shardIterator, limit);
        List<Record> records = response.records();
        List<Instant> arrivals = arrivals(records);
        List<ChangeRecord> encoded = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            encoded.add(encoder.encode(records.get(i), arrivals.get(i)));
        }
        return new Page(encoded, response.nextShardIterator());
    }

    private GetRecordsResponse read(String shardIterator, int limit) {
        return call(() -> client.getRecords(
                request -> request.shardIterator(shardIterator).limit(limit)));
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            AwsErrorDetails details = e.awsErrorDetails();
            if (details == null || details.errorCode() == null) {
                throw new StreamException(kind("", e), e.getMessage(), e);
            }
            throw new StreamException(
                    kind(details.errorCode(), e), details.errorCode() + ": " + details.errorMessage(), e);
        } catch (SdkException e) {
            throw new StreamException(Kind.UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Kind kind(String errorCode, AwsServiceException e) {
        return switch (errorCode) {
            case "ExpiredIteratorException" -> Kind.EXPIRED_ITERATOR;
            case "TrimmedDataAccessException" -> Kind.TRIMMED;
            case "LimitExceededException", "ProvisionedThroughputExceededException" -> Kind.UNAVAILABLE;
            default -> e.statusCode() >= 500 || e.isThrottlingException() ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    }
}
