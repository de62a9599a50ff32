package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
    /** Those of the project, which {@code sam local invoke} takes too. */
    private static final Path EVENTS = Path.of("..", "..", "events");

    private static final List<DynamodbStreamRecord> SEEN = new ArrayList<>();

    @RegisterExtension
    static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Items", "id"))
            .handler(DynamodbEvent.class, (event, context) -> {
                SEEN.addAll(event.getRecords());
                return null;
            })
            .build();

    @TempDir
    private Path folder;

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void whatAnEventChangesIsThereBefore(StreamTest.Table items) {
        items.put(file("""
                {"Records": [
                  {"eventName": "MODIFY", "dynamodb": {
                    "Keys": {"id": {"S": "1"}},
                    "OldImage": {"id": {"S": "1"}, "tags": {"SS": ["a"]}, "amount": {"N": "1.50"}},
                    "NewImage": {"id": {"S": "1"}, "paid": {"BOOL": true}, "lines": {"L": [{"M": {"sku": {"S": "x"}}}]}}}},
                  {"eventName": "REMOVE", "dynamodb": {"Keys": {"id": {"S": "2"}}}}]}
                """));
        STREAM.awaitIdle();

        assertThat(SEEN).extracting(DynamodbStreamRecord::getEventName).containsExactly("MODIFY", "REMOVE");
        assertThat(SEEN.get(0).getDynamodb().getOldImage().get("amount").getN()).isEqualTo("1.5");
        assertThat(items.items())
                .containsExactly(Map.of("id", "1", "paid", true, "lines", List.of(Map.of("sku", "x"))));
        assertThat(STREAM.handled()).containsExactly("1", "2");
    }

    @Test
    void anItemThatTheTestHasWrittenIsNotReplacedBefore(StreamTest.Table items) {
        items.put(Map.of("id", "1", "name", "Ada"));
        items.put(EVENTS.resolve("remove.json"));
        STREAM.awaitIdle();

        assertThat(SEEN).extracting(DynamodbStreamRecord::getEventName).containsExactly("INSERT", "REMOVE");
        assertThat(SEEN.get(1).getDynamodb().getOldImage().get("name").getS()).isEqualTo("Ada");
    }

    @Test
    void theProjectsEventsAreWritten(StreamTest.Table items) {
        for (String name :
                List.of("insert", "modify", "remove", "ttl-delete", "all-types", "mixed-batch", "keys-only")) {
            items.put(EVENTS.resolve(name + ".json"));
        }
        STREAM.awaitIdle();

        assertThat(SEEN)
                .extracting(DynamodbStreamRecord::getEventName)
                .startsWith("INSERT", "MODIFY", "REMOVE", "REMOVE");
        assertThat(SEEN.get(2).getUserIdentity()).isNull();
        assertThat(SEEN.get(3).getUserIdentity().getPrincipalId()).isEqualTo("dynamodb.amazonaws.com");
    }

    @Test
    void plainItemsAreWritten(StreamTest.Table items) {
        items.put(file("""
                [{"id": "1", "amount": 12.50, "none": null}, {"id": "2", "tags": ["a", "b"]}]
                """));
        items.put(file("""
                {"id": "3"}
                """));
        items.put(file("""
                {"id": {"S": "4"}, "tags": {"SS": ["a"]}}
                """));
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1", "2", "3", "4");
        assertThat(items.item(Map.of("id", "4")).orElseThrow()).containsEntry("tags", Set.of("a"));
        assertThat(items.item(Map.of("id", "1")).orElseThrow()).containsEntry("amount", new BigDecimal("12.5"));
    }

    @Test
    void whatCannotBeWrittenIsSaid(StreamTest.Table items) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items.put(folder.resolve("nowhere.json")))
                .withMessage("there is no file %s", folder.resolve("nowhere.json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items.put(file("{\n\"id\": }")))
                .withMessageContaining("event.json, line 2: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items.put(file("17")))
                .withMessageEndingWith(
                        "event.json has 17 where an item is expected: it has one item, an array of items, or an event with Records");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items.put(file("{\"Records\": [{\"eventName\": \"INSERT\", \"body\": \"x\"}]}")))
                .withMessageEndingWith(
                        "event.json: Records[0] has no dynamodb.Keys, as each record of a table's stream has");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> items.put(
                                file(
                                        "{\"Records\": [{\"eventName\": \"MODIFY\", \"dynamodb\": {\"Keys\": {\"id\": {\"S\": \"1\"}}}}]}")))
                .withMessageEndingWith(
                        "event.json: Records[0] is a MODIFY without NewImage, so that what it changes cannot be written");
    }

    @Test
    void aValueWithoutATypeIsNamedWithItsPlace(StreamTest.Table items) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items.put(file("""
                        {"Records": [{"eventName": "INSERT", "dynamodb": {"Keys": {"id": {"S": "1"}}, "NewImage": {"id": "1"}}}]}
                        """)))
                .withMessageEndingWith(
                        "event.json: Records[0].dynamodb.NewImage: \"1\" is not a value of DynamoDB's JSON, such as {\"S\":\"a\"}");
    }

    private Path file(String json) {
        try {
            return Files.writeString(folder.resolve("event.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
