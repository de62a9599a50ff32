package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.FunctionFiles;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.function.LoggingConfig;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotReloadTest {
    @TempDir
    private Path folder;

    private final RecordingListener listener = new RecordingListener();

    @Test
    void aChangedSourceRunsWithoutLosingAnInvocation() throws Exception {
        MavenProject project = MavenProject.create(folder.resolve("HelloFunction"), "\"a\"");
        RecordingLog log = new RecordingLog();
        CodeBuilder builder = new CodeBuilder(folder.resolve("builds"), log);
        FunctionCode code = builder.build(FunctionSource.of("HelloFunction", "java25", project.folder()));
        try (LocalFunction function = function(code);
                HotReload reload = new HotReload(builder, listener)) {
            function.start();
            reload.watch(code.source(), code.built(), Optional.of(code), next -> function.replaceCode(next.taskRoot()));
            reload.start();
            AtomicBoolean isDone = new AtomicBoolean();
            StringBuffer answers = new StringBuffer();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                while (!isDone.get()) {
                    answers.append(answer(function));
                }
            });
            await().until(() -> answers.toString().startsWith("a"));

            project.writeHandler("broken");
            await().until(() -> listener.reports.size() == 1);
            assertThat(answer(function)).isEqualTo("a");
            project.writeHandler("\"b\"");
            await().until(() -> listener.reports.size() == 2);
            await().until(() -> answers.toString().endsWith("b"));
            isDone.set(true);
            load.join();

            assertThat(listener.reports)
                    .containsExactly(
                            "kept HelloFunction: CodeUri %s: Maven cannot build it: src/main/java/example/Handler.java:8: cannot find symbol"
                                    .formatted(project.folder()),
                            "reloaded HelloFunction");
            assertThat(log.explanations).contains("  symbol:   variable broken");
            assertThat(answers).matches("a+b+");
        }
    }

    @Test
    void aBuildWithTheSameResultChangesAndReportsNothing() throws Exception {
        MavenProject project = MavenProject.create(folder.resolve("HelloFunction"), "\"a\"");
        RecordingLog log = new RecordingLog();
        CodeBuilder builder = new CodeBuilder(folder.resolve("builds"), log);
        FunctionCode code = builder.build(FunctionSource.of("HelloFunction", "java25", project.folder()));
        try (LocalFunction function = function(code);
                HotReload reload = new HotReload(builder, listener)) {
            function.start();
            reload.watch(code.source(), code.built(), Optional.of(code), next -> function.replaceCode(next.taskRoot()));
            reload.start();

            project.writeHandler("\"a\" /* as before */");
            Path store = code.taskRoot().getParent();
            await().until(() -> count(store, "version-") == 2);
            project.writeHandler("\"b\"");
            await().until(() -> answer(function).equals("b"));

            // An answer may come before the report of its code.
            await().untilAsserted(() -> assertThat(listener.reports).containsExactly("reloaded HelloFunction"));
            assertThat(log.started).as("builds that were announced").hasSize(1);
        }
    }

    /** The target takes what is built: how soon a process runs it is another matter. */
    @Test
    void codeThatNeedsNoBuildIsTakenWithThePackagesThatItHad() throws Exception {
        Path project = folder.resolve("EchoFunction");
        Path packages = Files.createDirectories(project.resolve("node_modules/shared"));
        Files.writeString(packages.resolve("package.json"), "{}");
        Path handler = Files.writeString(project.resolve("index.js"), "one");
        RecordingLog log = new RecordingLog();
        CodeBuilder builder = new CodeBuilder(folder.resolve("builds"), log);
        FunctionCode code = builder.build(FunctionSource.of("EchoFunction", "nodejs22.x", project));
        BlockingQueue<FunctionCode> taken = new LinkedBlockingQueue<>();
        try (HotReload reload = new HotReload(builder, listener)) {
            reload.watch(code.source(), code.built(), Optional.of(code), next -> {
                taken.add(next);
                return CompletableFuture.completedFuture(Optional.empty());
            });
            reload.start();

            Files.writeString(handler, "two");
            Path taskRoot = taken.take().taskRoot();

            assertThat(taskRoot.resolve("index.js")).hasContent("two");
            assertThat(taskRoot.resolve("node_modules")).isSymbolicLink();
            assertThat(taskRoot.resolve("node_modules/shared/package.json")).exists();
            assertThat(log.started).isEmpty();
        }
    }

    @Test
    void aFunctionIsBuildingUntilItHasTheCode() throws Exception {
        Path project = Files.createDirectory(folder.resolve("EchoFunction"));
        Path handler = Files.writeString(project.resolve("index.js"), "one");
        CodeBuilder builder = new CodeBuilder(folder.resolve("builds"), new RecordingLog());
        FunctionCode code = builder.build(FunctionSource.of("EchoFunction", "nodejs22.x", project));
        BlockingQueue<Boolean> building = new LinkedBlockingQueue<>();
        try (HotReload reload = new HotReload(builder, listener)) {
            reload.watch(code.source(), code.built(), Optional.of(code), next -> {
                building.add(reload.isBuilding("EchoFunction") && !reload.isBuilding("Other"));
                return CompletableFuture.completedFuture(Optional.empty());
            });
            reload.start();
            assertThat(reload.isBuilding("EchoFunction")).isFalse();

            Files.writeString(handler, "two");

            assertThat(building.take()).isTrue();
            await().until(() -> !reload.isBuilding("EchoFunction"));
        }
    }

    private static long count(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .count();
        }
    }

    private static LocalFunction function(FunctionCode code) {
        FunctionConfiguration configuration = new FunctionConfiguration(
                code.source().logicalId(),
                "hello",
                "arn:aws:lambda:eu-central-1:123456789012:function:hello",
                "$LATEST",
                code.source().runtime(),
                FunctionFiles.of(code.taskRoot()),
                "example.Handler",
                Duration.ofSeconds(60),
                256,
                Map.of(),
                "eu-central-1",
                LoggingConfig.ofDefaults("hello"));
        return new LocalFunction(configuration, (logicalId, requestId, line) -> {});
    }

    private static String answer(LocalFunction function) {
        try {
            Outcome outcome = function.invoke("{}".getBytes(UTF_8)).outcome();
            assertThat(outcome).isInstanceOf(Success.class);
            return new String(((Success) outcome).response(), UTF_8).replace("\"", "");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class RecordingListener implements HotReload.Listener {
        private final List<String> reports = new CopyOnWriteArrayList<>();

        @Override
        public void reloaded(String logicalId, Duration took, Optional<Outcome> failure) {
            assertThat(took).isPositive();
            reports.add("reloaded " + logicalId
                    + failure.map(outcome -> ": " + outcome).orElse(""));
        }

        @Override
        public void kept(String logicalId, UserError reason) {
            reports.add("kept " + reason.getMessage());
        }
    }
}
