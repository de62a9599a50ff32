package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A steady load: writes the numbers from 0 on, each until it is acknowledged; number n belongs to item n modulo 7. */
final class NumberedWrites implements AutoCloseable {
    static final int ITEMS = 7;

    private final URI endpoint;
    private final String table;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean(true);

    /** Held while a number is written. */
    private final Object turn = new Object();

    private boolean paused;

    private final Thread thread = new Thread(this::write, "writes");

    NumberedWrites(URI endpoint, String table) {
        this.endpoint = endpoint;
        this.table = table;
    }

    /** The item to which a number belongs. */
    static Map<String, AttributeValue> item(int number) {
        return Map.of(
                "id", AttributeValue.fromS("i" + number % ITEMS),
                "n", AttributeValue.fromN(String.valueOf(number)));
    }

    /** What {@link AppendingHandler} makes of a number. */
    static String line(int number) {
        return "i" + number % ITEMS + " " + number;
    }

    static List<String> lines(int numbers) {
        return IntStream.range(0, numbers).mapToObj(NumberedWrites::line).toList();
    }

    void start() {
        thread.start();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Lets the write under way end, and no other begin. */
    void pause() {
        synchronized (turn) {
            paused = true;
        }
    }

    /** Goes on, if it pauses. */
    void resume() {
        synchronized (turn) {
            paused = false;
            turn.notifyAll();
        }
    }

    private void write() {
        try (DynamoDbClient client = TriggerProcess.client(endpoint)) {
            while (writing.get()) {
                synchronized (turn) {
                    while (paused) {
                        turn.wait();
                    }
                    writeNext(client);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeNext(DynamoDbClient client) {
        Map<String, AttributeValue> item = item(acknowledged.get());
        try {
            client.putItem(request -> request.tableName(table).item(item));
            acknowledged.incrementAndGet();
        } catch (SdkException killed) {
            // Not acknowledged: the same number again, once the trigger is back.
            Thread.onSpinWait();
        }
    }

    /** Stops, and gives how many numbers were acknowledged. */
    int stop() throws InterruptedException {
        writing.set(false);
        thread.join();
        return acknowledged.get();
    }

    /** Asserts that no number was skipped, and that of each item they came in order; any may have come again. */
    static void assertDelivered(Path file, int numbers) throws IOException {
        Map<String, Integer> next = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
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
                .as("the first number that was not delivered, of %d writes", numbers)
                .isGreaterThanOrEqualTo(numbers);
    }

    @Override
    public void close() {
        writing.set(false);
    }
}
