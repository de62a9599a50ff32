package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a process that is not Java when the trigger or the process ends. */
class EndWithTriggerTest extends RunsFunctions {
    private static final String IN_NODE = """
            const { execSync } = require('child_process');
            exports.handler = async (event) => {
              execSync('sleep 600 & echo $!', { stdio: ['ignore', 'inherit', 'inherit'] });
              process.stdout.write(`${process.pid}\\n`);
              for (;;) {}
            };
            """;

    private static final String IN_PYTHON = """
            import os, subprocess, time

            def handler(event, context):
                subprocess.run(["sh", "-c", "sleep 600 & echo $!"])
                print(os.getpid())
                time.sleep(600)
            """;

    private static final String PROGRAM = """
            #!/usr/bin/env python3
            import os, subprocess, time, urllib.request

            api = os.environ["AWS_LAMBDA_RUNTIME_API"]
            urllib.request.urlopen(f"http://{api}/2018-06-01/runtime/invocation/next").read()
            subprocess.run(["sh", "-c", "sleep 600 & echo $!"])
            print(os.getpid(), flush=True)
            time.sleep(600)
            """;

    /** Of a child by its number, whose own parent has ended. */
    @ParameterizedTest
    @CsvSource({
        "nodejs22.x, app.handler, KILL",
        "python3.13, app.handler, KILL",
        "provided.al2023, bootstrap, KILL",
        "nodejs22.x, app.handler, TERM"
    })
    @EnabledOnOs(OS.LINUX)
    void theProcessAndWhatItHasStartedEndWithATriggerThatEnds(String runtime, String handler, String signal)
            throws Exception {
        assumeThat(Interpreter.missing(runtime)).as("the interpreter").isEmpty();
        assumeThat(Interpreter.missing("python3.13"))
                .as("python3, for the program")
                .isEmpty();
        Path code = write();
        Process trigger = startTrigger(runtime, handler, code);
        List<ProcessHandle> processes = processes(trigger, 2);

        new ProcessBuilder("kill", "-s", signal, String.valueOf(trigger.pid()))
                .start()
                .waitFor();

        await().untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingWatchesAProcessThatHasEnded() throws Exception {
        assumeThat(Interpreter.missing("nodejs22.x")).as("node").isEmpty();
        LocalFunction function = functions.start(configuration("nodejs22.x", "exit.handler", write()));

        function.invoke(new byte[] {'1'});
        function.close();

        await().untilAsserted(() -> assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("end-with-trigger.sh"))
                        .filter(process -> isOf(process, functions.lines().get(0))))
                .isEmpty());
    }

    private static boolean isOf(ProcessHandle process, String logStream) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ"))
                    .contains(logStream.replaceFirst(".* ", ""));
        } catch (IOException e) {
            return false;
        }
    }

    private Path write() throws IOException {
        Path code = Files.createDirectories(folder.resolve("code"));
        Files.writeString(code.resolve("app.js"), IN_NODE);
        Files.writeString(
                code.resolve("exit.js"),
                "exports.handler = (event, context) => { process.stdout.write(`${context.logStreamName}\\n`); process.exit(1); };");
        Files.writeString(code.resolve("app.py"), IN_PYTHON);
        Path program = code.resolve("bootstrap");
        Files.writeString(program, PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return code;
    }

    private static FunctionConfiguration configuration(String runtime, String handler, Path code) {
        return TestFunctions.configuration(runtime, handler, code, Duration.ofMinutes(10), Map.of());
    }

    private static Process startTrigger(String runtime, String handler, Path code) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Trigger.class.getName(),
                        runtime,
                        handler,
                        code.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Those whose numbers it prints, a line each. */
    private static List<ProcessHandle> processes(Process trigger, int count) throws IOException {
        BufferedReader reader = trigger.inputReader();
        List<String> lines = new ArrayList<>();
        List<ProcessHandle> found = new ArrayList<>();
        while (found.size() < count) {
            lines.add(Optional.ofNullable(reader.readLine())
                    .orElseThrow(() -> new AssertionError("The trigger ended: " + lines)));
            String last = lines.get(lines.size() - 1);
            if (last.matches("\\d+")) {
                found.add(ProcessHandle.of(Long.parseLong(last)).orElseThrow());
            }
        }
        return found;
    }

    /** A trigger to be killed. */
    static final class Trigger {
        private Trigger() {}

        public static void main(String[] arguments) throws InterruptedException {
            LocalFunction function = new LocalFunction(
                    configuration(arguments[0], arguments[1], Path.of(arguments[2])),
                    (logicalId, requestId, line) -> System.out.println(line));
            function.start();
            function.invoke(new byte[] {'1'});
        }
    }
}
