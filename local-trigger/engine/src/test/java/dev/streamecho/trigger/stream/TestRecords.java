package dev.streamecho.trigger.stream;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Records as the SDK's clients give them. */
final class TestRecords {

    private TestRecords() {}

    /** An INSERT of the item with this id. */
    static Record insert(int sequenceNumber, String id, Instant creationTime) {
        return Record.builder()
                .eventID("339f0054c464adbede66198c3d3ba9f2")
                .eventName(OperationType.INSERT)
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion("eu-west-3")
                .dynamodb(change -> change.approximateCreationDateTime(creationTime)
                        .keys(Map.of("id", AttributeValue.fromS(id)))
                        .sequenceNumber("%021d".formatted(sequenceNumber))
                        .sizeBytes(3L)
                        .streamViewType(StreamViewType.KEYS_ONLY))
                .build();
    }
}
