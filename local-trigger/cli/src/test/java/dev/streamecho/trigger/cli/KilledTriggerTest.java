package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.FreePort;
import dev.streamecho.trigger.table.KeptDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rule that delivery is at least once: a trigger that is killed loses no record and breaks no order, also where the
 * stream has forgotten all that was handled.
 */
class KilledTriggerTest {
    private static final int KILLS = 20;

    /** Each with a mapping of its own kind. */
    private static final List<String> FUNCTIONS = List.of("Plain", "Partial", "Windowed", "Parallel");

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private int port;
    private TriggerProcess trigger;

    @BeforeEach
    void prepare() throws IOException {
        String partial = "FunctionResponseTypes: [ReportBatchItemFailures]";
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                table("Counters"),
                function("Plain", AppendingHandler.class, "Counters", "BatchSize: 5"),
                function("Partial", ReportingHandler.class, "Counters", "BatchSize: 5, " + partial),
                function(
                        "Windowed",
                        ReportingHandler.class,
                        "Counters",
                        "BatchSize: 5, TumblingWindowInSeconds: 1, " + partial),
                function("Parallel", AppendingHandler.class, "Counters", "BatchSize: 5, ParallelizationFactor: 3"));
        port = FreePort.find();
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
                if (kill == KILLS / 2) {
                    writes.pause();
                    awaitDelivered(writes.acknowledged());
                    trigger.kill();
                    KeptDatabase.age(folder.resolve("data"), Duration.ofDays(2));
                } else {
                    trigger.kill();
                }
                start();
                writes.resume();
            }
            written = writes.stop();
        }
        awaitDelivered(written);

        for (String function : FUNCTIONS) {
            NumberedWrites.assertDelivered(folder.resolve(function), written);
        }
    }

    private void awaitDelivered(int written) {
        Set<String> last = IntStream.range(Math.max(0, written - NumberedWrites.ITEMS), written)
                .mapToObj(NumberedWrites::line)
                .collect(Collectors.toSet());
        for (String function : FUNCTIONS) {
            Path delivered = folder.resolve(function);
            await().until(() ->
                    Files.exists(delivered) && new HashSet<>(Files.readAllLines(delivered)).containsAll(last));
        }
    }

    private void start() throws IOException {
        trigger = TriggerProcess.start(
                folder, "--port", String.valueOf(port), "--data-dir", "data", "--retry-delay", "10ms");
    }
}
