package dev.streamecho.trigger.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.cli.CallingHandler;
import dev.streamecho.trigger.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code trigger bench} with two functions. */
class BenchTest {
    @TempDir
    private Path folder;

    private Path template;

    @BeforeEach
    void makeTemplate() throws IOException {
        Path code = folder.resolve("code/" + CallingHandler.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(code.getParent());
        try (InputStream handler = CallingHandler.class.getResourceAsStream("CallingHandler.class")) {
            Files.copy(handler, code);
        }
        String function = """
                  %s:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: code
                      Handler: dev.streamecho.trigger.cli.CallingHandler
                      Runtime: java25
                      Timeout: 60
                      Environment: {Variables: {CALLS: "%s"}}
                """;
        template = Files.writeString(
                folder.resolve("template.yaml"),
                "Resources:\n"
                        + function.formatted("One", folder.resolve("calls"))
                        + function.formatted("Other", folder.resolve("calls")));
    }

    @Test
    void functionsAreMeasuredInTurnAndColdOnesInFreshProcesses() throws IOException {
        assertThat(bench("{}", "--runs", "2", "--warm", "3").exitStatus()).isZero();

        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        // One run before the two, and three invocations before the three.
        assertThat(calls).hasSize(2 * (1 + 2 + 3 + 3));
        assertThat(Stream.iterate(0, i -> i + 2).limit(calls.size() / 2))
                .allMatch(i -> !function(calls.get(i)).equals(function(calls.get(i + 1))));
        assertThat(calls.subList(0, 6)).doesNotHaveDuplicates();
        assertThat(calls.subList(6, 18).stream().distinct())
                .hasSize(2)
                .doesNotContainAnyElementsOf(calls.subList(0, 6));
    }

    @Test
    void tableHasAColumnForEachFunctionAndNothingOfTheirOutput() throws IOException {
        Cli bench = bench("{}", "--runs", "1", "--warm", "1", "Other", "One");

        assertThat(bench.err()).isEmpty();
        assertThat(bench.out())
                .contains("event.json with 1 cold start and 1 warm invocation of each function")
                .contains("ratio to Other")
                .containsPattern("\\| +\\| Other +\\| One +\\|")
                .containsPattern("\\| cold total, ms +\\| [\\d.]+ \\([\\d.]+ to [\\d.]+\\) +\\| .*, [\\d.]+ x +\\|")
                .doesNotContain("a line of the function");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void jsonHasEveryMetricOfEachFunction() throws IOException {
        JsonNode bench = new ObjectMapper()
                .readTree(bench("{}", "--runs", "2", "--warm", "2", "--output", "json")
                        .out());

        assertThat(bench.at("/runs").asInt()).isEqualTo(2);
        assertThat(bench.at("/functions/0/logicalId").asText()).isEqualTo("One");
        assertThat(bench.at("/functions/0/coldTotalMillis/ratio").asDouble()).isEqualTo(1.0);
        assertThat(bench.at("/functions/1/logicalId").asText()).isEqualTo("Other");
        for (BenchMetric metric : BenchMetric.values()) {
            JsonNode figure = bench.at("/functions/1").path(metric.key());
            assertThat(figure.path("value").asDouble()).as(metric.key()).isPositive();
            assertThat(figure.path("ratio").asDouble()).as(metric.key()).isPositive();
        }
        double init = bench.at("/functions/1/initMillis/value").asDouble();
        assertThat(bench.at("/functions/1/coldTotalMillis/value").asDouble()).isGreaterThan(init);
    }

    @Test
    void aFunctionThatFailsIsNotMeasured() throws IOException {
        Cli bench = bench("\"fail\"", "--runs", "1", "--warm", "1");

        assertThat(bench.err())
                .isEqualTo("One fails with this event: java.lang.IllegalStateException: no such order;"
                        + " ./trigger invoke One shows its log" + System.lineSeparator());
        assertThat(bench.out()).isEmpty();
        assertThat(bench.exitStatus()).isEqualTo(2);
    }

    @Test
    void nothingToCountIsRefused() throws IOException {
        assertThat(bench("{}", "--runs", "0").err()).startsWith("--runs 0: use 1 to 1000000");
    }

    private static String function(String call) {
        return call.split(" ")[0];
    }

    private Cli bench(String event, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), event);
        return Cli.run(
                Stream.concat(Stream.of("bench", "-t", template.toString(), "-e", file.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }
}
