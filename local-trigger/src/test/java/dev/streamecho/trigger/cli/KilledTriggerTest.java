package dev.streamecho.trigger.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule that delivery is at least once: a trigger that is killed loses no record and breaks no order. */
class KilledTriggerTest {
    private static final int KILLS = 20;
    private static final String TEMPLATE = """
            Resources:
              Counters:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Appender:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: %s
                  Handler: dev.streamecho.trigger.cli.AppendingHandler
                  Runtime: java25
                  MemorySize: 256
                  Timeout: 60
                  Environment: {Variables: {DELIVERED: %s}}
                  Events:
                    Stream:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Counters.StreamArn
                        StartingPosition: LATEST
                        BatchSize: 5
            """;

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private Path delivered;
    private int port;
    private RunningTrigger trigger;

    @BeforeEach
    void prepare() throws IOException {
        delivered = folder.resolve("Appender");
        Path code = Path.of("target", "test-classes").toAbsolutePath();
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(code, folder));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        trigger.close();
    }

    @Test
    void killedTwentyTimesUnderLoadItLosesNoRecordAndBreaksNoOrder() throws Exception {
        start();
        int written;
        try (NumberedWrites writes = new NumberedWrites(trigger.endpoint(), "Counters")) {
            writes.start();
            for (int kill = 0; kill < KILLS; kill++) {
                int until = writes.acknowledged() + random.nextInt(60) + 1;
                await().until(() -> writes.acknowledged() >= until);
                trigger.kill();
                start();
            }
            written = writes.stop();
        }
        String last = NumberedWrites.line(written - 1);
        await().until(() ->
                Files.exists(delivered) && Files.readAllLines(delivered).contains(last));

        NumberedWrites.assertDelivered(delivered, written);
    }

    private void start() throws IOException {
        trigger = RunningTrigger.start(folder, "--port", String.valueOf(port), "--data-dir", "data");
    }
}
