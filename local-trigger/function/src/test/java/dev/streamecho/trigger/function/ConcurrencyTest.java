package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends RunsFunctions {
    private static final String ANSWER_WITH_PID =
            "output.write(Long.toString(ProcessHandle.current().pid()).getBytes());";

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void endCallers() {
        callers.shutdownNow();
    }

    @Test
    void concurrentInvocationsRunInProcessesOfTheirOwn() throws Exception {
        Path meeting = Files.createDirectory(folder.resolve("meeting"));
        LocalFunction function = functions.start(configuration(meeting, """
                Path meeting = Path.of(System.getenv("MEETING"));
                Files.createFile(meeting.resolve(context.getAwsRequestId()));
                while (meeting.toFile().list().length < 3) {
                    Thread.sleep(5);
                }
                """));

        Set<String> processes = invokeConcurrently(function, 3);

        assertThat(processes).hasSize(3);
    }

    @Test
    void anInvocationRightAfterTheStartWaitsForItsProcess() throws Exception {
        Path code = functions.handler("static { System.out.println(\"loaded\"); }", ANSWER_WITH_PID);
        LocalFunction function =
                functions.start(functions.configuration(code), new JavaRuntime(RuntimeFiles.ofTrigger()), 1);

        function.invoke(new byte[] {'1'});
        function.invoke(new byte[] {'1'});

        assertThat(functions.lines()).containsExactly("loaded");
    }

    @Test
    void moreInvocationsThanTheLimitWaitForOneAnother() throws Exception {
        Path meeting = Files.createDirectory(folder.resolve("meeting"));
        LocalFunction function =
                functions.start(configuration(meeting, """
                        Path me = Path.of(System.getenv("MEETING"), context.getAwsRequestId());
                        Files.createFile(me);
                        if (me.getParent().toFile().list().length > 2) {
                            throw new IllegalStateException("three at a time");
                        }
                        Thread.sleep(50);
                        Files.delete(me);
                        """), new JavaRuntime(RuntimeFiles.ofTrigger()), 2);

        Set<String> processes = invokeConcurrently(function, 8);

        assertThat(processes).hasSizeBetween(1, 2);
    }

    @Test
    void oneInvocationAfterTheOtherRunsInOneProcess() throws Exception {
        LocalFunction function = functions.start(ANSWER_WITH_PID);
        Set<String> processes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            processes.add(text(function.invoke(new byte[] {'1'})));
        }
        assertThat(processes).hasSize(1);
    }

    @Test
    void replacedCodeRunsFromTheNextInvocationOnAndNoneIsLost() throws Exception {
        LocalFunction function = functions.start("output.write('a');");
        AtomicBoolean isDone = new AtomicBoolean();
        List<StringBuffer> answers = List.of(new StringBuffer(), new StringBuffer(), new StringBuffer());
        List<Future<?>> load = new ArrayList<>();
        for (StringBuffer own : answers) {
            load.add(callers.submit(() -> {
                while (!isDone.get()) {
                    own.append(text(function.invoke(new byte[] {'1'})));
                }
                return null;
            }));
        }
        awaitAnswer("a", answers);

        function.replaceCode(functions.handler("output.write('b');"));
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("b");
        awaitAnswer("b", answers);
        function.replaceCode(functions.handler("output.write('c');"));
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("c");
        awaitAnswer("c", answers);
        isDone.set(true);

        for (Future<?> one : load) {
            one.get();
        }
        assertThat(answers).allSatisfy(own -> assertThat(own).matches("a+b+c+"));
    }

    private static void awaitAnswer(String answer, List<StringBuffer> answers) {
        await().until(() -> answers.stream().allMatch(own -> own.toString().endsWith(answer)));
    }

    @Test
    void anInvocationThatRunsFinishesOnTheOldCode() throws Exception {
        Path signal = folder.resolve("signal");
        LocalFunction function = functions.start(configuration(signal, """
                Path signal = Path.of(System.getenv("MEETING"));
                Files.createFile(signal);
                while (Files.exists(signal)) {
                    Thread.sleep(5);
                }
                """));
        Future<String> running = callers.submit(() -> text(function.invoke(new byte[] {'1'})));
        await().until(() -> Files.exists(signal));

        function.replaceCode(functions.handler("output.write(\"new\".getBytes());"));
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("new");
        Files.delete(signal);

        String pid = running.get();
        assertThat(pid).matches("\\d+");
        await().untilAsserted(
                        () -> assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty());
    }

    @Test
    void withOneProcessAtATimeTheNewCodeWaitsForTheOld() throws Exception {
        Path signal = folder.resolve("signal");
        FunctionConfiguration configuration = configuration(signal, """
                Path signal = Path.of(System.getenv("MEETING"));
                Files.createFile(signal);
                while (Files.exists(signal)) {
                    Thread.sleep(5);
                }
                """);
        LocalFunction function = functions.start(configuration, new JavaRuntime(RuntimeFiles.ofTrigger()), 1);
        Future<String> running = callers.submit(() -> text(function.invoke(new byte[] {'1'})));
        await().until(() -> Files.exists(signal));

        CompletableFuture<Optional<Outcome>> ready =
                function.replaceCode(functions.handler("output.write(\"new\".getBytes());"));
        assertThat(ready).isNotDone();
        Files.delete(signal);

        assertThat(ready.get()).isEmpty();
        assertThat(running.get()).matches("\\d+");
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("new");
    }

    private FunctionConfiguration configuration(Path meeting, String body) {
        return functions.configuration(
                functions.handler(body + ANSWER_WITH_PID),
                Duration.ofSeconds(60),
                Map.of("MEETING", meeting.toString()));
    }

    private Set<String> invokeConcurrently(LocalFunction function, int times) throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(callers.submit(() -> text(function.invoke(new byte[] {'1'}))));
        }
        Set<String> processes = new HashSet<>();
        for (Future<String> answer : answers) {
            processes.add(answer.get());
        }
        return processes;
    }
}
