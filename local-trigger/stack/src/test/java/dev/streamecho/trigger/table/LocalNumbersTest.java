package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Sequence numbers as a reader with the SDK sees them at the local endpoint. */
class LocalNumbersTest {
    private TestDynamoDb dynamoDb;
    private DynamoDbStreamsClient streams;
    private String arn;

    @BeforeEach
    void start() {
        dynamoDb = TestDynamoDb.start();
        streams = dynamoDb.httpStreams();
        arn = dynamoDb.createTable("Items", StreamViewType.KEYS_ONLY).arn();
        dynamoDb.put("Items", "{\"id\":\"1\"}");
        dynamoDb.put("Items", "{\"id\":\"2\"}");
        dynamoDb.put("Items", "{\"id\":\"3\"}");
    }

    @AfterEach
    void stop() {
        streams.close();
        dynamoDb.close();
    }

    @Test
    void recordsIteratorsAndDescriptionsHaveTheSameNumbers() {
        List<String> numbers = numbers(ShardIteratorType.TRIM_HORIZON, null);

        assertThat(numbers).hasSize(3).isSorted().allMatch(number -> number.matches("[1-9][0-9]{20,39}"));
        assertThat(numbers(ShardIteratorType.AT_SEQUENCE_NUMBER, numbers.get(1)))
                .isEqualTo(numbers.subList(1, 3));
        assertThat(numbers(ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(1)))
                .isEqualTo(numbers.subList(2, 3));
        assertThat(shard().sequenceNumberRange().startingSequenceNumber()).isEqualTo(numbers.get(0));
        dynamoDb.switchOff("Items");
        assertThat(shard().sequenceNumberRange().endingSequenceNumber()).isEqualTo(numbers.get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "000000000000000000002,                    TrimmedDataAccessException",
        "100000000000000000000,                    ValidationException",
        "2000000000000000000000,                   ValidationException",
        "9999999999999999999999999999999999999999, ValidationException",
        "sequence-number-of-text,                  ValidationException",
        "2,                                        ValidationException"
    })
    void aNumberOfNoRecordIsRefused(String number, String errorCode) {
        assertThatThrownBy(() -> numbers(ShardIteratorType.AT_SEQUENCE_NUMBER, number))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(errorCode));
    }

    private List<String> numbers(ShardIteratorType type, String number) {
        String iterator = streams.getShardIterator(request -> request.streamArn(arn)
                        .shardId(shard().shardId())
                        .shardIteratorType(type)
                        .sequenceNumber(number))
                .shardIterator();
        return streams.getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(Record::dynamodb)
                .map(change -> change.sequenceNumber())
                .toList();
    }

    private Shard shard() {
        return streams.describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards()
                .get(0);
    }
}
