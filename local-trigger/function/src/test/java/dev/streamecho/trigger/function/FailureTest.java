package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.TimedOut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest extends RunsFunctions {
    @Test
    void afterATimeoutTheNextInvocationGetsAFreshProcess() throws Exception {
        Path started = folder.resolve("started");
        Path code = functions.handler("""
                static {
                    try {
                        Files.writeString(
                                Path.of(System.getenv("STARTED")),
                                ProcessHandle.current().pid() + "\\n",
                                java.nio.file.StandardOpenOption.CREATE,
                                java.nio.file.StandardOpenOption.APPEND);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
                """, "sleep();");
        LocalFunction function = functions.start(
                functions.configuration(code, Duration.ofMillis(200), Map.of("STARTED", started.toString())));

        Invocation first = function.invoke(new byte[] {'1'});
        assertThat(first.outcome()).isEqualTo(new TimedOut(Duration.ofMillis(200)));
        assertThat(first.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        Invocation second = function.invoke(new byte[] {'1'});
        assertThat(second.initDuration()).isPresent();

        assertThat(Files.readAllLines(started))
                .hasSize(2)
                .allSatisfy(
                        pid -> assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty());
    }

    @Test
    void aTimeoutHasTheMessageOfAws() {
        assertThat(new TimedOut(Duration.ofSeconds(3)).errorMessage()).isEqualTo("Task timed out after 3.00 seconds");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            System.exit(1)                                 | Runtime exited with error: exit status 1
            System.exit(0)                                 | Runtime exited without providing a reason
            Runtime.getRuntime().halt(3)                   | Runtime exited with error: exit status 3
            new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor(); sleep() | Runtime exited with error: signal: killed
            """)
    void anExitIsAnErrorAndTheNextInvocationGetsAFreshProcess(String end, String message) throws Exception {
        Path code = functions.handler("""
                if (input.read() == '1') {
                    %s;
                }
                output.write("fresh".getBytes());
                """.formatted(end));
        LocalFunction function = functions.start(functions.configuration(code));

        Invocation ended = function.invoke("1".getBytes(UTF_8));

        assertThat(ended.outcome())
                .isEqualTo(new FunctionError(
                        "Runtime.ExitError", "RequestId: %s Error: %s".formatted(ended.requestId(), message)));
        assertThat(text(function.invoke("2".getBytes(UTF_8)))).isEqualTo("fresh");
    }

    @Test
    void afterAFatalErrorTheNextInvocationGetsAFreshProcess() throws InterruptedException {
        LocalFunction function = functions.start(functions.configuration(functions.handler("static int calls;", """
                if (input.read() == '1') {
                    throw new OutOfMemoryError("as if");
                }
                output.write(("call " + ++calls).getBytes());
                """)));
        assertThat(text(function.invoke("2".getBytes(UTF_8)))).isEqualTo("call 1");

        assertThat(function.invoke("1".getBytes(UTF_8)).outcome())
                .isEqualTo(new FunctionError("java.lang.OutOfMemoryError", "as if"));
        assertThat(text(function.invoke("2".getBytes(UTF_8)))).isEqualTo("call 1");
    }

    @Test
    void aProcessThatEndsBetweenInvocationsFailsNone() throws InterruptedException {
        LocalFunction function = functions.start("""
                output.write(Long.toString(ProcessHandle.current().pid()).getBytes());
                """);
        long pid = Long.parseLong(text(function.invoke(new byte[] {'1'})));

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> ProcessHandle.of(pid).isEmpty());

        assertThat(text(function.invoke(new byte[] {'1'}))).isNotEqualTo(Long.toString(pid));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            public Handler() { throw new IllegalArgumentException("EVENT_TYPES is empty"); } | java.lang.IllegalArgumentException | EVENT_TYPES is empty
            static int value = 1 / Integer.parseInt("0"); | java.lang.ExceptionInInitializerError | Error loading class example.Handler
            static { System.exit(7); } | Runtime.ExitError | Error: Runtime exited with error: exit status 7
            """)
    void aFailedInitIsTheOutcomeOfTheStartAndOfEachInvocation(String member, String type, String message)
            throws Exception {
        LocalFunction function = functions.add(new LocalFunction(
                functions.configuration(functions.handler(member, "output.close();")), functions::log));
        InitError expected = new InitError(type, message);

        assertThat(function.start().get()).contains(expected);
        Invocation first = function.invoke(new byte[] {'1'});
        assertThat(first.outcome()).isEqualTo(expected);
        assertThat(first.initDuration()).isPresent();
        assertThat(function.invoke(new byte[] {'1'}).outcome()).isEqualTo(expected);
    }

    @Test
    void codeThatIsGoneIsAnInitError() throws Exception {
        Path code = functions.handler("output.write(Long.toString(ProcessHandle.current().pid()).getBytes());");
        LocalFunction function = functions.start(functions.configuration(code));
        long pid = Long.parseLong(text(function.invoke(new byte[] {'1'})));
        Files.move(code, folder.resolve("elsewhere"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> ProcessHandle.of(pid).isEmpty());

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isInstanceOfSatisfying(
                        InitError.class,
                        error -> assertThat(error.errorMessage()).contains(code.toString()));
    }

    @Test
    void anInterruptedInvocationLeavesNoProcess() throws Exception {
        Path pid = folder.resolve("pid");
        Path code = functions.handler("""
                Path file = Path.of(System.getenv("PID_FILE"));
                Files.writeString(file.resolveSibling("part"), Long.toString(ProcessHandle.current().pid()));
                Files.move(file.resolveSibling("part"), file);
                sleep();
                """);
        LocalFunction function = functions.start(
                functions.configuration(code, Duration.ofMinutes(10), Map.of("PID_FILE", pid.toString())));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(() -> function.invoke(new byte[] {'1'}))));
        caller.start();
        await().until(() -> Files.exists(pid));

        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid)))).isEmpty();
    }
}
