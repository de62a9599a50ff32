package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.trigger.junit.StreamTest;
import dev.streamecho.trigger.junit.TableMapping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OtherLibrariesTest {
    @RegisterExtension
    static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id"))
            .handler(Map.class, (event, context) -> null)
            .build();

    @Test
    void theProjectsSdkWritesAndTheExtensionReads(DynamoDbClient client, StreamTest.Table orders) {
        client.putItem(request -> request.tableName(orders.name()).item(Map.of("id", AttributeValue.fromS("1"))));
        STREAM.awaitIdle();

        assertEquals(List.of("1"), STREAM.handled());
    }

    @Test
    void librariesStayTheProjects() {
        assertEquals(
                System.getProperty("jackson.version"), new JsonMapper().version().toString());
        assertEquals(System.getProperty("sdk.version"), VersionInfo.SDK_VERSION);
    }

    @Test
    void whatTheExtensionNeedsIsNotOnTheClassPath() {
        for (String type : List.of(
                "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                "software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler",
                "org.eclipse.jetty.server.Server",
                "dev.streamecho.trigger.mapping.EventSourceMapping")) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(type));
        }
    }
}
