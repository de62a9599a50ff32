package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trigger run} as a process of its own, with changes made from outside. */
class RunTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<String> output = new CopyOnWriteArrayList<>();
    private Process run;
    private String endpoint;

    @BeforeEach
    void startIt() throws IOException {
        run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TriggerCommand.class.getName(),
                        "run",
                        "-t",
                        "../template.yaml",
                        "--port",
                        "0",
                        "--invocations",
                        folder.resolve("invocations").toString())
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = run.inputReader(UTF_8)) {
                lines.lines().forEach(output::add);
            } catch (IOException e) {
                output.add(e.toString());
            }
        });
        reader.start();
        await().atMost(LIMIT).until(() -> has("Ready in ") || !run.isAlive());
        assertThat(output).as("what it printed").anyMatch(line -> line.startsWith("Ready in "));
        endpoint = lines("http://").findFirst().orElseThrow().replaceFirst(".*(http://[^ ,]+).*", "$1");
    }

    @AfterEach
    void endIt() {
        run.descendants().forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly();
    }

    @Test
    void aPutAndADeleteReachTheFunction() throws IOException {
        put("{\"id\":\"1\",\"name\":\"Ada\"}");
        await().atMost(LIMIT).until(() -> has("\"eventName\":\"INSERT\""));
        assertThat(lines("\"eventName\":\"INSERT\"").findFirst().orElseThrow())
                .startsWith("EchoFunction | {\"level\":\"INFO\"")
                .contains("\"NewImage\":{");

        assertThat(Cli.run("delete", "{\"id\":\"1\"}", "-t", "../template.yaml", "--endpoint-url", endpoint)
                        .exitStatus())
                .isZero();
        await().atMost(LIMIT).until(() -> has("\"received\":1,\"echoed\":0,\"filtered\":1"));
        assertThat(Files.readAllLines(folder.resolve("invocations")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"mapping\":\"DataTableStream\",\"function\":\"EchoFunction\","));
    }

    @Test
    void ctrlCEndsTheFunctionAndSaysHowManyRecordsWereHandled() throws Exception {
        put("{\"id\":\"1\",\"name\":\"Ada\"}");
        await().atMost(LIMIT).until(() -> has("DataTableStream > EchoFunction: success"));
        List<ProcessHandle> functions = run.descendants().toList();
        assertThat(functions).isNotEmpty();

        new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start().waitFor();

        assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isZero();
        assertThat(functions).noneMatch(ProcessHandle::isAlive);
        await().atMost(LIMIT).until(() -> has("1 record handled in 1 invocation, 0 filtered, 0 given up"));
    }

    private void put(String item) {
        assertThat(Cli.run("put", item, "-t", "../template.yaml", "--endpoint-url", endpoint)
                        .exitStatus())
                .isZero();
    }

    private boolean has(String part) {
        return lines(part).findFirst().isPresent();
    }

    private Stream<String> lines(String part) {
        return output.stream().filter(line -> line.contains(part));
    }
}
