package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The properties of event source mappings in a running template; each test has a table and functions of its own. */
class RunMappingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static TriggerProcess trigger;
    private static DynamoDbClient client;

    @BeforeAll
    static void run() throws IOException {
        CountersTemplate.write(
                folder, ModuleFolder.testClasses(), BISECTED, FILTERED, SHARED, SWITCHED_OFF, COUNTED, PARALLEL);
        trigger = TriggerProcess.start(folder, "--port", "0", "--invocations", "invocations", "--retry-delay", "20ms");
        client = trigger.client();
    }

    @AfterAll
    static void end() {
        client.close();
        trigger.close();
    }

    private static final String BISECTED = table("Bisected")
            + "  Discarded: {Type: AWS::SNS::Topic}\n"
            + function("FailsForSix", FailsForSix.class, "Bisected", """
                    BatchSize: 10, MaximumBatchingWindowInSeconds: 300, MaximumRetryAttempts: 0,
                          BisectBatchOnFunctionError: true, DestinationConfig: {OnFailure: {Destination: !Ref Discarded}}""");

    @Test
    void aFailedBatchIsBisectedAndItsBadRecordDescribedToTheTopic() throws IOException {
        IntStream.range(0, 10).forEach(number -> write("Bisected", number));

        awaitDelivered("FailsForSix", 9);
        assertThat(delivered("FailsForSix"))
                .containsExactlyElementsOf(NumberedWrites.lines(10).stream()
                        .filter(line -> !line.equals("i6 6"))
                        .toList());
        await().until(() -> invocations("FailsForSix").size() == 7);
        List<JsonNode> invocations = invocations("FailsForSix");
        assertThat(invocations)
                .extracting(invocation -> invocation.path("batchSize").asInt() + " "
                        + invocation.path("outcome").asText())
                .containsExactly("10 error", "5 success", "5 error", "2 error", "1 success", "1 error", "3 success");
        JsonNode bad = invocations.get(5);
        JsonNode message = onlyMessage(folder.resolve(".trigger/Discarded"));
        assertThat(message.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(message.at("/requestContext/requestId")).isEqualTo(bad.path("requestId"));
        assertThat(message.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
        assertThat(message.at("/DDBStreamBatchInfo/batchSize").asInt()).isOne();
        assertThat(message.at("/DDBStreamBatchInfo/startSequenceNumber")).isEqualTo(bad.path("startSequenceNumber"));
        trigger.awaitLine("FailsForSixStream discarded 1 record of shard ");
    }

    private static final String FILTERED =
            table("Filtered") + function("TakesThree", AppendingHandler.class, "Filtered", """
                    FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"Keys":{"id":{"S":["i3"]}}}}'}]}""");

    @Test
    void recordsThatMatchNoFilterAreDroppedAndCounted() throws IOException {
        IntStream.range(0, 11).forEach(number -> write("Filtered", number));

        awaitDelivered("TakesThree", 2);
        assertThat(delivered("TakesThree")).containsExactly("i3 3", "i3 10");
        await().until(() -> invocations("TakesThree").stream()
                        .mapToInt(invocation -> invocation.path("filtered").asInt())
                        .sum()
                == 9);
        // No invocation follows this one.
        write("Filtered", 11);
        await().until(() -> trigger.lines("TakesThreeStream: ").stream()
                        .mapToInt(line -> Integer.parseInt(line.replaceAll(".*: (\\d+) records? filtered", "$1")))
                        .sum()
                == 10);
    }

    private static final String SHARED = table("Shared")
            + function("Goes", AppendingHandler.class, "Shared", "BatchSize: 1")
            + function("Stuck", FailsForZero.class, "Shared", "BatchSize: 1");

    @Test
    void aFunctionThatFailsDoesNotHoldUpAnotherOnTheSameStream() throws IOException {
        write("Shared", 0);
        await().until(() -> invocations("Stuck").stream()
                .anyMatch(invocation -> invocation.path("attempt").asInt() == 2));
        IntStream.range(1, 10).forEach(number -> write("Shared", number));

        awaitDelivered("Goes", 10);
        assertThat(delivered("Goes")).containsExactlyElementsOf(NumberedWrites.lines(10));
        assertThat(folder.resolve("Stuck")).doesNotExist();
        assertThat(invocations("Stuck"))
                .allMatch(invocation -> invocation.path("outcome").asText().equals("error"))
                .extracting(invocation -> invocation.path("startSequenceNumber").asText())
                .containsOnly(
                        invocations("Goes").get(0).path("startSequenceNumber").asText());
    }

    private static final String SWITCHED_OFF = table("SwitchedOff")
            + function("Awake", AppendingHandler.class, "SwitchedOff", "BatchSize: 1")
            + function("Resting", AppendingHandler.class, "SwitchedOff", "Enabled: false");

    @Test
    void aMappingThatIsNotEnabledIsNamedAndInvokesNothing() throws IOException {
        assertThat(trigger.lines("RestingStream"))
                .containsExactly("mappings that are not enabled (RestingStream): they invoke nothing");

        write("SwitchedOff", 0);
        write("SwitchedOff", 1);
        awaitDelivered("Awake", 2);
        assertThat(invocations("Resting")).isEmpty();
        assertThat(folder.resolve("Resting")).doesNotExist();
    }

    private static final String COUNTED = table("Counted") + function("Counting", Counting.class, "Counted", """
                    BatchSize: 2, TumblingWindowInSeconds: 1, FunctionResponseTypes: [ReportBatchItemFailures]""");

    @Test
    void aTumblingWindowCarriesItsStateToItsLastInvocation() throws IOException {
        IntStream.range(0, 5).forEach(number -> write("Counted", number));

        // A window may end between any two of the writes.
        await().until(() -> counts().mapToInt(Count::records).sum() == 5);
        assertThat(counts()).extracting(Count::window).doesNotHaveDuplicates();
        await().untilAsserted(() -> assertThat(invocations("Counting").stream()
                        .filter(invocation -> invocation.path("batchSize").asInt() == 0))
                .hasSameSizeAs(counts().toList())
                .allMatch(invocation -> invocation.path("startSequenceNumber").isNull()));
    }

    private record Count(String window, int records) {}

    private static Stream<Count> counts() throws IOException {
        return delivered("Counting").stream()
                .map(line -> line.split(" "))
                .map(words -> new Count(words[0], Integer.parseInt(words[1])));
    }

    private static final String PARALLEL = table("Parallel")
            + function("WaitsForOthers", Waiting.class, "Parallel", "BatchSize: 1, ParallelizationFactor: 2");

    @Test
    void withAParallelizationFactorOnlyOtherItemsAreOvertaken() throws IOException {
        // The first of item 0 ends when item 1 is through, so they cannot be in one lane.
        IntStream.range(0, 21).forEach(number -> write("Parallel", number));

        awaitDelivered("WaitsForOthers", 21);
        List<String> delivered = delivered("WaitsForOthers");
        assertThat(delivered.indexOf("i1 15")).isLessThan(delivered.indexOf("i0 0"));
        for (int item = 0; item < 7; item++) {
            String prefix = "i" + item + " ";
            assertThat(delivered.stream().filter(line -> line.startsWith(prefix)))
                    .containsExactly(prefix + item, prefix + (item + 7), prefix + (item + 14));
        }
    }

    /** Fails for any batch with the number 6. */
    public static final class FailsForSix implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            AppendingHandler.appendUnless("i6 6", input);
        }
    }

    /** Fails for any batch with the number 0. */
    public static final class FailsForZero implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            AppendingHandler.appendUnless("i0 0", input);
        }
    }

    /** Counts in the window's state, and adds a line {@code start-of-window count} at its end. */
    public static final class Counting implements RequestStreamHandler {
        private static final Pattern COUNT = Pattern.compile("\"state\":\\{\"count\":(\\d+)}");
        private static final Pattern START = Pattern.compile("\"window\":\\{\"start\":\"([^\"]+)\"");

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            String event = AppendingHandler.text(input);
            Matcher before = COUNT.matcher(event);
            int count = (before.find() ? Integer.parseInt(before.group(1)) : 0)
                    + AppendingHandler.lines(event).size();
            if (event.contains("\"isFinalInvokeForWindow\":true")) {
                Matcher start = START.matcher(event);
                AppendingHandler.append(List.of((start.find() ? start.group(1) : "none") + " " + count));
            }
            output.write(("{\"state\":{\"count\":" + count + "},\"batchItemFailures\":[]}").getBytes());
        }
    }

    /** Lets the first record of item 0 wait for the third of item 1. */
    public static final class Waiting implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            List<String> lines = AppendingHandler.lines(AppendingHandler.text(input));
            while (lines.contains("i0 0") && !isThrough("i1 15")) {
                // Until the function's timeout.
                Thread.onSpinWait();
            }
            AppendingHandler.append(lines);
        }

        private static boolean isThrough(String line) throws IOException {
            Path delivered = AppendingHandler.delivered();
            return Files.exists(delivered) && Files.readAllLines(delivered).contains(line);
        }
    }

    private static void write(String table, int number) {
        client.putItem(request -> request.tableName(table).item(NumberedWrites.item(number)));
    }

    private static void awaitDelivered(String function, int lines) {
        await().untilAsserted(() -> assertThat(delivered(function))
                .as("with %s", trigger.lines(function))
                .hasSizeGreaterThanOrEqualTo(lines));
    }

    private static List<String> delivered(String function) throws IOException {
        Path file = folder.resolve(function);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static List<JsonNode> invocations(String function) throws IOException {
        List<JsonNode> invocations = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("invocations"))) {
            JsonNode invocation = JSON.readTree(line);
            if (invocation.path("function").asText().equals(function)) {
                invocations.add(invocation);
            }
        }
        return invocations;
    }

    private static JsonNode onlyMessage(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            List<Path> messages = files.toList();
            assertThat(messages).hasSize(1);
            return JSON.readTree(messages.get(0).toFile());
        }
    }
}
