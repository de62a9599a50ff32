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
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A stream that is read with a client of the SDK; each failure is told as what a reader can do about it. */
abstract sealed class SdkStream implements EventStream permits ClockedStream, LocalStream, RemoteStream {
    private final DynamoDbStreamsClient client;
    private final String arn;
    private final RecordEncoder encoder;

    /**
     * Makes a stream; the client stays the caller's.
     *
     * @param arn as the client takes it and records carry it
     * @param region the records' {@code awsRegion}
     */
    SdkStream(DynamoDbStreamsClient client, String arn, String region) {
        this.client = client;
        this.arn = arn;
        this.encoder = new RecordEncoder(region, arn);
    }

    /** Returns when each of the records, which follow each other in a shard, was written. */
    abstract List<Instant> arrivals(List<Record> records);

    /** Returns a record as a mapping is to read it. */
    Record seen(Record record) {
        return record;
    }

    @Override
    public final String arn() {
        return arn;
    }

    @Override
    public final List<Shard> shards() {
        return ShardOrder.parentsFirst(call(() -> ShardPages.all(client, arn)).stream()
                .map(SdkStream::read)
                .toList());
    }

    @Override
    public final List<Shard> children(String shardId) {
        return call(() -> ShardPages.children(client, arn, shardId)).stream()
                .map(SdkStream::read)
                .toList();
    }

    private static Shard read(software.amazon.awssdk.services.dynamodb.model.Shard shard) {
        return new Shard(shard.shardId(), Optional.ofNullable(shard.parentShardId()), ShardPages.isClosed(shard));
    }

    @Override
    public String shardIterator(String shardId, Position position) {
        GetShardIteratorRequest request = GetShardIteratorRequest.builder()
                .streamArn(arn)
                .shardId(shardId)
                .shardIteratorType(position.type())
                .sequenceNumber(position.number().map(SequenceNumber::digits).orElse(null))
                .build();
        return call(() -> client.getShardIterator(request)).shardIterator();
    }

    @Override
    public final Page records(String shardIterator, int limit) {
        GetRecordsResponse response = call(() -> client.getRecords(
                request -> request.shardIterator(shardIterator).limit(limit)));
        List<Record> records = response.records();
        List<Instant> arrivals = arrivals(records);
        List<ChangeRecord> encoded = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            encoded.add(encoder.encode(seen(records.get(i)), arrivals.get(i)));
        }
        return new Page(encoded, response.nextShardIterator());
    }

    /** Makes a call, and tells its failure as what a reader can do about it. */
    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            AwsErrorDetails details = e.awsErrorDetails();
            if (details == null || details.errorCode() == null) {
                throw new StreamException(kind("", e), String.valueOf(e.getMessage()), e);
            }
            throw new StreamException(
                    kind(details.errorCode(), e), details.errorCode() + ": " + details.errorMessage(), e);
        } catch (SdkException e) {
            throw new StreamException(Kind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
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
