package dev.streamecho.trigger.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilter;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the shards of a stream, of which {@code DescribeStream} gives up to 100 at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html">
 *     DescribeStream</a>
 */
final class ShardPages {
    /** No stream has a million shards. */
    private static final int MOST_PAGES = 10_000;

    private ShardPages() {}

    static List<Shard> all(DynamoDbStreamsClient client, String streamArn) {
        return all(client, streamArn, null);
    }

    /** Returns those that continue a shard; a service that does not know the filter gives all. */
    static List<Shard> children(DynamoDbStreamsClient client, String streamArn, String shardId) {
        ShardFilter filter = ShardFilter.builder()
                .type(ShardFilterType.CHILD_SHARDS)
                .shardId(shardId)
                .build();
        return all(client, streamArn, filter).stream()
                .filter(shard -> shardId.equals(shard.parentShardId()))
                .toList();
    }

    private static List<Shard> all(DynamoDbStreamsClient client, String streamArn, @Nullable ShardFilter filter) {
        List<Shard> shards = new ArrayList<>();
        String last = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String start = last;
            StreamDescription description = client.describeStream(request -> request.streamArn(streamArn)
                            .exclusiveStartShardId(start)
                            .shardFilter(filter))
                    .streamDescription();
            shards.addAll(description.shards());
            last = description.lastEvaluatedShardId();
            if (last == null) {
                return shards;
            }
        }
        throw SdkClientException.create(
                "DescribeStream has still more shards of %s after %d pages".formatted(streamArn, MOST_PAGES));
    }

    /** Returns whether nothing more is written to the shard. */
    static boolean isClosed(Shard shard) {
        return shard.sequenceNumberRange().endingSequenceNumber() != null;
    }
}
