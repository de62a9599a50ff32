package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    private Process startTrigger(String event) throws IOException {
        Path code = functions.handler(STAY);
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
        BufferedReader reader = trigger.inputReader();
        List<String> lines = new ArrayList<>();
        while (lines.isEmpty() || !lines.get(lines.size() - 1).matches("\\d+")) {
            lines.add(Optional.ofNullable(reader.readLine())
                    .orElseThrow(() -> new AssertionError("The trigger ended: " + lines)));
        }
        return ProcessHandle.of(Long.parseLong(lines.get(lines.size() - 1))).orElseThrow();
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
