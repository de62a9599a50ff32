package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * What {@link EpochDatabase} takes from the inside of DynamoDB Local, whose tables are no contract: a new version that has
 * others fails here with the name, rather than with sequence numbers that come twice after a weekend.
 */
class DynamoDbLocalInternalsTest {
    @TempDir
    private Path data;

    @Test
    void theFileHasTheTablesOfRecordsAndShards() {
        try (TestDynamoDb dynamoDb = TestDynamoDb.start(data)) {
            dynamoDb.createTable("Items", StreamViewType.KEYS_ONLY);
        }

        assertThat(KeptDatabase.file(data)).isRegularFile();
        assertThat(KeptDatabase.columns(data, "us"))
                .contains("StreamID", "ShardID", "SequenceNumber", "CreationDateTime", "StreamRecord", "OperationType");
        assertThat(KeptDatabase.columns(data, "ss")).contains("ShardID");
    }
}
