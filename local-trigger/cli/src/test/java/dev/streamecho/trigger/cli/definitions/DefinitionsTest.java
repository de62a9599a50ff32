package dev.streamecho.trigger.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.journal.RecordHistory;
import dev.streamecho.trigger.journal.RecordRow;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.stack.StackMapping;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.stack.StackSettings;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Definitions of the kinds that people publish are ready as they are: an item that is written to the table of each mapping comes
 * to the function, which prints its key.
 *
 * <p>To add one, make a folder in {@code src/test/resources/definitions} with the definition and the code as their author
 * would have them. It needs nothing else; what it may have besides is in {@link Definition}.
 */
class DefinitionsTest {
    @TempDir
    private Path folder;

    static Stream<String> names() throws IOException {
        return Definition.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadyAsItIs(String name) throws Exception {
        Definition definition = Definition.copy(name, folder);
        definition.requireTools();
        RecordingListener listener = new RecordingListener();
        StackSettings settings =
                StackSettings.builder(folder.resolve(".trigger")).build();
        try (StackRun stack = new StackRun(definition.template(), settings, listener)) {
            stack.start();
            assertThat(listener.failedStarts).isEmpty();
            assertThat(listener.leftOut()).allMatch(definition::leavesOut);
            List<StackMapping> mappings = stack.mappings();
            assertThat(mappings).as(listener.toString()).isNotEmpty();

            DynamoDbClient client = stack.client().orElseThrow();
            for (String table : tables(mappings)) {
                Map<String, AttributeValue> item = new HashMap<>(definition.item());
                item.putAll(key(client, table));
                client.putItem(request -> request.tableName(table).item(item));
            }

            for (StackMapping mapping : mappings) {
                String id = mapping.mapping().logicalId();
                await().until(() -> listener.result(id).isPresent());
                assertThat(listener.result(id)).as("%s, %s", id, listener).contains(Result.SUCCESS);
                await().until(() -> listener.printed(mapping.function().logicalId(), Definition.KEY));
                assertThat(stack.journal().records(id))
                        .extracting(RecordHistory::state)
                        .contains(RecordRow.State.HANDLED);
            }
        }
    }

    private static List<String> tables(List<StackMapping> mappings) {
        return mappings.stream()
                .map(mapping -> mapping.table().orElseThrow())
                .map(TableDefinition::tableName)
                .distinct()
                .toList();
    }

    private static Map<String, AttributeValue> key(DynamoDbClient client, String tableName) {
        TableDescription table =
                client.describeTable(request -> request.tableName(tableName)).table();
        Map<String, AttributeValue> key = new HashMap<>();
        for (KeySchemaElement element : table.keySchema()) {
            boolean isNumber = table.attributeDefinitions().stream()
                    .filter(attribute -> attribute.attributeName().equals(element.attributeName()))
                    .anyMatch(attribute -> attribute.attributeType() == ScalarAttributeType.N);
            key.put(
                    element.attributeName(),
                    isNumber ? AttributeValue.fromN(Definition.KEY) : AttributeValue.fromS(Definition.KEY));
        }
        return key;
    }
}
