package dev.streamecho.trigger.cli.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.table.ItemReader;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class ItemWritesTest {
    private final Throttled client = new Throttled();

    /** A table that refuses items with the id {@code bad}, and at first does not process more than so many of a call. */
    private static final class Throttled implements DynamoDbClient {
        private final List<List<String>> calls = new ArrayList<>();
        private int mostProcessed = Integer.MAX_VALUE;

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            return DescribeTableResponse.builder()
                    .table(table -> table.keySchema(
                            KeySchemaElement.builder().attributeName("id").build()))
                    .build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            calls.add(check(List.of(request.item())));
            return PutItemResponse.builder().build();
        }

        @Override
        public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
            List<WriteRequest> writes = request.requestItems().get("Orders");
            calls.add(check(
                    writes.stream().map(write -> write.putRequest().item()).toList()));
            List<WriteRequest> left = writes.subList(Math.min(mostProcessed, writes.size()), writes.size());
            return BatchWriteItemResponse.builder()
                    .unprocessedItems(left.isEmpty() ? Map.of() : Map.of("Orders", left))
                    .build();
        }

        private static List<String> check(List<Map<String, AttributeValue>> items) {
            List<String> ids = items.stream().map(item -> item.get("id").s()).toList();
            if (ids.contains("bad")) {
                throw DynamoDbException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ValidationException")
                                .errorMessage("it is bad")
                                .build())
                        .build();
            }
            return ids;
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void aCallHasUpTo25Items() throws InterruptedException {
        List<ItemOutcome> outcomes =
                put(IntStream.range(0, 51).mapToObj(String::valueOf).toArray(String[]::new));

        assertThat(outcomes).hasSize(51).allMatch(outcome -> outcome.refusal().isEmpty());
        assertThat(client.calls).extracting(List::size).containsExactly(25, 25, 1);
    }

    @Test
    void ofTwoItemsWithOneKeyTheLaterCounts() throws InterruptedException {
        put("a", "b", "a", "c");

        assertThat(client.calls).containsExactly(List.of("a", "b"), List.of("a", "c"));
    }

    @Test
    void whatWasNotProcessedIsWrittenAgain() throws InterruptedException {
        client.mostProcessed = 2;

        assertThat(put("a", "b", "c", "d", "e")).extracting(ItemOutcome::line).containsExactly(1, 2, 3, 4, 5);

        assertThat(client.calls)
                .containsExactly(List.of("a", "b", "c", "d", "e"), List.of("c", "d", "e"), List.of("e"));
    }

    @Test
    void itIsSaidWhichItemsWereRefused() throws InterruptedException {
        assertThat(put("a", "bad", "b"))
                .extracting(outcome -> outcome.line() + " " + outcome.refusal().orElse("put"))
                .containsExactly("1 put", "2 it is bad", "3 put");
    }

    @Test
    void whatIsBeforeAMistakeIsWritten() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> write("{\"id\":\"a\"}\n{\"id\":\"b\"}\n3"))
                .withMessage("items.jsonl:3: an item is a JSON object, not a number; 2 items before it were put");
        assertThat(client.calls).containsExactly(List.of("a", "b"));
    }

    private List<ItemOutcome> put(String... ids) throws InterruptedException {
        return write(List.of(ids).stream().map("{\"id\":\"%s\"}\n"::formatted).collect(Collectors.joining()));
    }

    private List<ItemOutcome> write(String json) throws InterruptedException {
        try (ItemReader items = ItemReader.of("items.jsonl", new ByteArrayInputStream(json.getBytes(UTF_8)))) {
            return new ItemWrites(new ItemTable(client, "Orders"), ItemChange.PUT).write(items);
        }
    }
}
