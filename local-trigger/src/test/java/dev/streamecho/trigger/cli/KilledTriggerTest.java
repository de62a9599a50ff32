package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
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

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private Path delivered;
    private int port;
    private RunningTrigger trigger;

    @BeforeEach
    void prepare() throws IOException {
        delivered = folder.resolve("Appender");
        CountersTemplate.write(
                folder,
                CountersTemplate.testClasses(),
                table("Counters"),
                function("Appender", AppendingHandler.class, "Counters", "BatchSize: 5"));
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
