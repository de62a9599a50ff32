package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the function's process when the trigger ends in whatever way. */
class OrphanTest extends RunsFunctions {
    /** Neither this thread nor the invocation ends by itself. */
    private static final String STAY = """
            new Thread(() -> {
                try {
                    sleep();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }).start();
            System.out.println(ProcessHandle.current().pid());
            if (input.read() == 's') {
                sleep();
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "return"})
    void theProcessEndsWithATriggerThatIsKilled(String event) throws IOException {
        Process trigger = startTrigger(event);
        ProcessHandle function = function(trigger);

        trigger.destroyForcibly();

        await().untilAsserted(() -> assertThat(function.isAlive()).isFalse());
    }

    @Test
    void theProcessEndsWithATriggerThatExits() throws IOException {
        Process trigger = startTrigger("sleep");
        ProcessHandle function = function(trigger);

        trigger.destroy();

        await().untilAsserted(() -> assertThat(function.isAlive()).isFalse());
    }

    /** Of a child by its number, and of one whose own parent has ended. */
    private static final String STAY_WITH_CHILDREN = """
            new ProcessBuilder("sh", "-c", "sleep 600 & echo $!").inheritIO().start().waitFor();
            System.out.println(new ProcessBuilder("sleep", "600").start().pid());
            System.out.println(ProcessHandle.current().pid());
            if (input.read() == 's') {
                sleep();
            }
            if (input.read() == 'x') {
                System.exit(3);
            }
            """;

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatTheFunctionHasStartedEndsWithATriggerThatIsKilled() throws IOException {
        Process trigger = startTrigger(STAY_WITH_CHILDREN, "sleep");
        List<ProcessHandle> started = processes(trigger, 3);
        assertThat(started).allMatch(ProcessHandle::isAlive);

        trigger.destroyForcibly();

        await().untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1x"})
    @EnabledOnOs(OS.LINUX)
    void whatTheFunctionHasStartedEndsWithItsProcess(String event) throws Exception {
        LocalFunction function = functions.start(functions.configuration(functions.handler(STAY_WITH_CHILDREN)));
        function.invoke(event.getBytes());

        function.close();

        assertThat(functions.lines())
                .hasSize(3)
                .allSatisfy(pid -> await().untilAsserted(() -> assertThat(
                                ProcessHandle.of(Long.parseLong(pid.replace("* ", "")))
                                        .filter(ProcessHandle::isAlive))
                        .isEmpty()));
    }

    @Test
    void anInterruptFromTheTerminalIsLeftToTheTrigger() throws Exception {
        TestFunctions functions = new TestFunctions(folder);
        try (functions) {
            LocalFunction function = functions.start("""
                    new ProcessBuilder("kill", "-INT", Long.toString(ProcessHandle.current().pid())).start().waitFor();
                    output.write("still here".getBytes());
                    """);

            for (int i = 0; i < 3; i++) {
                assertThat(LocalFunctionTest.text(function.invoke(new byte[] {'1'})))
                        .isEqualTo("still here");
            }
        }
    }

    @Test
    void theFunctionsShutdownHooksRunWhenItIsClosed() throws Exception {
        LocalFunction function = functions.start("""
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
                """);
        function.invoke(new byte[] {'1'});

        function.close();

        assertThat(functions.lines()).containsExactly("goodbye");
    }

    @Test
    void aShutdownHookThatTakesItsTimeRunsToItsEnd() throws Exception {
        LocalFunction function = functions.start("""
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
                    System.out.println("goodbye");
                }));
                """);
        function.invoke(new byte[] {'1'});

        function.close();

        assertThat(functions.lines()).containsExactly("goodbye");
    }

    @Test
    void whatAJvmWithItsOwnOptionsWritesAfterTheHooksIsWritten() throws Exception {
        LocalFunction function = functions.start(functions.configuration(
                functions.handler(""),
                Duration.ofSeconds(60),
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-XX:NativeMemoryTracking=summary -XX:+UnlockDiagnosticVMOptions -XX:+PrintNMTStatistics")));
        function.invoke(new byte[] {'1'});

        function.close();

        assertThat(functions.lines()).contains("Native Memory Tracking:");
    }

    private Process startTrigger(String event) throws IOException {
        return startTrigger(STAY, event);
    }

    private Process startTrigger(String handler, String event) throws IOException {
        Path code = functions.handler(handler);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Trigger.class.getName(),
                        folder.toString(),
                        code.toString(),
                        event)
                .redirectErrorStream(true)
                .start();
    }

    private static ProcessHandle function(Process trigger) throws IOException {
        return processes(trigger, 1).get(0);
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
            TestFunctions functions = new TestFunctions(Path.of(arguments[0]));
            LocalFunction function = new LocalFunction(
                    functions.configuration(Path.of(arguments[1])),
                    (logicalId, requestId, line) -> System.out.println(line));
            function.start();
            function.invoke(arguments[2].getBytes());
            Thread.sleep(600_000);
        }
    }
}
