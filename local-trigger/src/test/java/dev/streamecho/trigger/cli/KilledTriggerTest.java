package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rule that delivery is at least once: a trigger that is killed loses no record and breaks no order. */
class KilledTriggerTest {
    private static final int KILLS = 20;
    private static final int ITEMS = 7;
    private static final Duration LIMIT = Duration.ofSeconds(120);
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

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final Random random = new Random();
    private Path delivered;
    private int port;
    private Process trigger;
    private Thread writer;

    @BeforeEach
    void prepare() throws IOException {
        delivered = folder.resolve("delivered");
        Path code = Path.of("target", "test-classes").toAbsolutePath();
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(code, delivered));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        writer = new Thread(this::write);
    }

    @AfterEach
    void end() throws InterruptedException {
        writing.set(false);
        writer.join();
        trigger.destroyForcibly().waitFor();
    }

    @Test
    void killedTwentyTimesUnderLoadItLosesNoRecordAndBreaksNoOrder() throws Exception {
        start();
        writer.start();
        for (int kill = 0; kill < KILLS; kill++) {
            int until = acknowledged.get() + random.nextInt(60) + 1;
            await().atMost(LIMIT).until(() -> acknowledged.get() >= until);
            trigger.destroyForcibly().waitFor();
            start();
        }
        writing.set(false);
        writer.join();
        int writes = acknowledged.get();
        await().atMost(LIMIT).until(() -> deliveredOf(writes - 1));

        Map<String, Integer> next = new HashMap<>();
        for (String line : Files.readAllLines(delivered)) {
            String[] words = line.split(" ");
            int number = Integer.parseInt(words[1]);
            int expected = next.computeIfAbsent(words[0], item -> Integer.parseInt(item.substring(1)));
            assertThat(number).as("a number of %s that was skipped", words[0]).isLessThanOrEqualTo(expected);
            if (number == expected) {
                next.put(words[0], expected + ITEMS);
            }
        }
        assertThat(next).hasSize(ITEMS);
        assertThat(next.values().stream().mapToInt(Integer::intValue).min().orElseThrow())
                .as("the first number that was not delivered, of %d writes", writes)
                .isGreaterThanOrEqualTo(writes);
    }

    private boolean deliveredOf(int number) throws IOException {
        return Files.exists(delivered) && Files.readAllLines(delivered).contains("i" + number % ITEMS + " " + number);
    }

    private void start() throws IOException {
        Path log = folder.resolve("log");
        Files.deleteIfExists(log);
        trigger = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TriggerCommand.class.getName(),
                        "run",
                        "-t",
                        folder.resolve("template.yaml").toString(),
                        "--port",
                        String.valueOf(port),
                        "--data-dir",
                        folder.resolve("data").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(LIMIT)
                .until(() -> !trigger.isAlive() || Files.readString(log, UTF_8).contains("Ready in"));
        assertThat(trigger.isAlive()).as(Files.readString(log, UTF_8)).isTrue();
    }

    /** Writes the numbers from 0 on, each until it is acknowledged; number n belongs to item n modulo 7. */
    private void write() {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            while (writing.get()) {
                int number = acknowledged.get();
                Map<String, AttributeValue> item = Map.of(
                        "id", AttributeValue.fromS("i" + number % ITEMS),
                        "n", AttributeValue.fromN(String.valueOf(number)));
                try {
                    client.putItem(request -> request.tableName("Counters").item(item));
                    acknowledged.incrementAndGet();
                } catch (SdkException killed) {
                    // Not acknowledged: the same number again, once the trigger is back.
                    Thread.onSpinWait();
                }
            }
        }
    }
}
