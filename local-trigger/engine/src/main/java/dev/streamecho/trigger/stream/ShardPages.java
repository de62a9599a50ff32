package dev.streamecho.trigger.stream;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads all shards of a stream, of which {@code DescribeStream} gives up to 100 at a time. */
final class ShardPages {
    /** No stream has a million shards. */
    private static final int MOST_PAGES = 10_000;

    private ShardPages() {}

    static List<Shard> all(DynamoDbStreamsClient client, String streamArn) {
        List<Shard> shards = new ArrayList<>();
        String last = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String start = last;
            StreamDescription description = client.describeStream(
                            request -> request.streamArn(streamArn).exclusiveStartShardId(start))
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
