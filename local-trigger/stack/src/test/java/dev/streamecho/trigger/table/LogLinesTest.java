package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.Patience;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.RawHttp;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

class LogLinesTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private LocalDynamoDb dynamoDb;

    @BeforeEach
    void start() {
        dynamoDb = LocalDynamoDb.start(TestDynamoDb.OWNER, 0, Optional.empty(), Access.LOOPBACK, lines::add);
    }

    @AfterEach
    void close() {
        dynamoDb.close();
    }

    @Test
    void requestsThatAreBrokenOffAreOneLine() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (Socket socket = RawHttp.connect(dynamoDb.endpoint().getPort())) {
                RawHttp.send(socket, """
                        POST / HTTP/1.1\r
                        Host: localhost\r
                        X-Amz-Target: DynamoDB_20120810.ListTables\r
                        Content-Length: 100\r
                        \r
                        half""");
                socket.shutdownOutput();
                // Until it has been answered.
                socket.getInputStream().readAllBytes();
            }
        }

        await().atMost(Patience.LIMIT).until(() -> !lines.isEmpty());
        assertThat(lines).containsExactly("DynamoDB: a client broke off its request");
    }

    @Test
    void errorOfTheDatabaseIsOneLineAsOftenAsItComes() {
        var log = LogManager.getLogger(LocalDynamoDBServerHandler.class);

        log.error("Unexpected exception occured", new IllegalStateException("[13] database or disk is full"));
        log.error("Unexpected exception occured", new IllegalStateException("[13] database or disk is full"));
        log.warn("It is no error");

        assertThat(lines)
                .containsExactly("DynamoDB Local failed at a request, and answered InternalFailure: [13] database or"
                        + " disk is full");
    }
}
