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
 * DynamoDB Local's streams, here or elsewhere, corrected where they differ from AWS's:
 *
 * <ul>
 *   <li>A shard of which everything was trimmed is refused from any position. Here an open one has nothing yet, and a
 *       closed one is at its end; on AWS that is gone.
 *   <li>A page has as many records as were asked for, of up to 400 KB each. Here it ends at 1 MB, as on AWS.
 * </ul>
 */
final class DynamoDbLocalStreams implements DynamoDbStreamsClient {
    private static final String END_OF_SHARD = "end of shard";

    /** Before the ARN of a stream and the id of a shard, of which there may be something to read later. */
    private static final String ALL_TRIMMED = "all trimmed";

    private static final Set<String> TRIMMED = Set.of("TrimmedDataAccessException", "ResourceNotFoundException");
    private static final long PAGE_BYTES = 1 << 20;

    /** So many records fit into a small heap however large they are. */
    private static final int RECORDS_AT_ONCE = 32;

    private final DynamoDbStreamsClient client;

    /** Makes streams that correct what the client returns; the client stays the caller's. */
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
                || canBeRead(client.getShardIterator(request).shardIterator())) {
            return response;
        }
        return response.toBuilder()
                .shardIterator(
                        isClosed(request.streamArn(), request.shardId())
                                ? END_OF_SHARD
                                : String.join("|", ALL_TRIMMED, request.streamArn(), request.shardId()))
                .build();
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
        if (request.shardIterator().startsWith(ALL_TRIMMED)) {
            return getRecordsSince(request);
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

    /** Returns what was written to a shard since everything in it was trimmed. */
    private GetRecordsResponse getRecordsSince(GetRecordsRequest request) {
        String[] parts = request.shardIterator().split("\\|");
        String iterator = getShardIterator(oldest ->
                        oldest.streamArn(parts[1]).shardId(parts[2]).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return iterator.equals(request.shardIterator())
                ? GetRecordsResponse.builder()
                        .records(List.of())
                        .nextShardIterator(iterator)
                        .build()
                : getRecords(request.toBuilder().shardIterator(iterator).build());
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
