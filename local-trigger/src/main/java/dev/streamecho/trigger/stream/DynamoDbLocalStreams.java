package dev.streamecho.trigger.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local's streams, here or elsewhere, mended where they differ from AWS's:
 *
 * <ul>
 *   <li>A closed shard of which everything was trimmed is still listed, but is refused from any position. Here it is at
 *       its end; on AWS it is gone.
 *   <li>A page has as many records as were asked for, of up to 400 KB each. Here it ends at 1 MB, as on AWS.
 * </ul>
 */
final class DynamoDbLocalStreams implements DynamoDbStreamsClient {
    private static final String END_OF_SHARD = "end of shard";
    private static final Set<String> TRIMMED = Set.of("TrimmedDataAccessException", "ResourceNotFoundException");
    private static final long PAGE_BYTES = 1 << 20;

    /** So many records fit into a small heap however large they are. */
    private static final int RECORDS_AT_ONCE = 32;

    private final DynamoDbStreamsClient client;

    /** Mends what the client gives; the client stays the caller's. */
    DynamoDbLocalStreams(DynamoDbStreamsClient client) {
        this.client = client;
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        return client.describeStream(request);
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        GetShardIteratorResponse response = client.getShardIterator(request);
        if (request.shardIteratorType() != ShardIteratorType.TRIM_HORIZON
                || canBeRead(response.shardIterator())
                // The record may have been trimmed between the two calls; then the next one can be read.
                || canBeRead(client.getShardIterator(request).shardIterator())
                || !isClosed(request.streamArn(), request.shardId())) {
            return response;
        }
        return response.toBuilder().shardIterator(END_OF_SHARD).build();
    }

    private boolean canBeRead(String shardIterator) {
        try {
            client.getRecords(request -> request.shardIterator(shardIterator).limit(1));
            return true;
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails() != null
                    && TRIMMED.contains(e.awsErrorDetails().errorCode())) {
                return false;
            }
            throw e;
        }
    }

    private boolean isClosed(String streamArn, String shardId) {
        return ShardPages.all(client, streamArn).stream()
                .anyMatch(shard -> shard.shardId().equals(shardId) && ShardPages.isClosed(shard));
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        if (request.shardIterator().equals(END_OF_SHARD)) {
            return GetRecordsResponse.builder().records(List.of()).build();
        }
        List<Record> records = new ArrayList<>();
        String iterator = request.shardIterator();
        long bytes = 0;
        int asked;
        int got;
        do {
            asked = Math.min(RECORDS_AT_ONCE, request.limit() - records.size());
            GetRecordsResponse some = client.getRecords(
                    request.toBuilder().shardIterator(iterator).limit(asked).build());
            records.addAll(some.records());
            bytes += some.records().stream()
                    .mapToLong(record -> record.dynamodb().sizeBytes())
                    .sum();
            iterator = some.nextShardIterator();
            got = some.records().size();
        } while (got == asked && iterator != null && records.size() < request.limit() && bytes < PAGE_BYTES);
        return GetRecordsResponse.builder()
                .records(records)
                .nextShardIterator(iterator)
                .build();
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        // The client is the caller's.
    }
}
