package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What DynamoDB sees of a function that starts. */
class RehearsedTableTest {
    /** The SDK's system property for the environment variable {@code AWS_ENDPOINT_URL_DYNAMODB}. */
    private static final String ENDPOINT = "aws.endpointUrlDynamoDb";

    private static final Map<String, String> ENVIRONMENT = Map.of("AWS_REGION", "eu-west-1", "TABLE", "Items");

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> ports = new ConcurrentLinkedQueue<>();
    private HttpServer dynamoDb;

    @BeforeEach
    void start() throws IOException {
        dynamoDb = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dynamoDb.createContext("/", this::answer);
        dynamoDb.start();
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + dynamoDb.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        dynamoDb.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        requests.add(exchange.getRequestMethod() + " " + target + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        ports.add(exchange.getRemoteAddress().getPort());
        byte[] body = "{\"Item\":{\"itemKey\":{\"S\":\"7\"}}}".getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void rehearsalConnectsAndCallsNothing() {
        RehearsedTable.open(ENVIRONMENT, PutItemHandler::new, PutItemHandler.REHEARSED);

        assertThat(requests).containsExactly("GET null ");
    }

    @Test
    void firstCallTakesTheConnectionOfTheRehearsal() {
        ItemTable table = RehearsedTable.open(ENVIRONMENT, GetItemHandler::new, GetItemHandler.REHEARSED);

        table.get("7");

        assertThat(requests)
                .containsExactly(
                        "GET null ",
                        "POST DynamoDB_20120810.GetItem {\"TableName\":\"Items\",\"Key\":{\"itemKey\":{\"S\":\"7\"}},\"ConsistentRead\":true}");
        assertThat(List.copyOf(ports).get(1)).isEqualTo(ports.peek());
    }

    @Test
    void startNeedsNoConnection() {
        dynamoDb.stop(0);

        RehearsedTable.open(ENVIRONMENT, GetItemHandler::new, GetItemHandler.REHEARSED);

        assertThat(requests).isEmpty();
    }

    @Test
    void missingVariablesAreNamed() {
        assertThatThrownBy(() -> RehearsedTable.open(Map.of("AWS_REGION", "eu-west-1"), GetItemHandler::new, "{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("TABLE is not set: it must be the name of the table");
        assertThatThrownBy(() -> RehearsedTable.open(Map.of("TABLE", "Items"), GetItemHandler::new, "{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("AWS_REGION is not set: it must be the region of the table");
    }
}
