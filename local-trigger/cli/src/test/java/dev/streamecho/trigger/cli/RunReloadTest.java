package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that changes while {@code trigger run} is up and the table is written to. */
class RunReloadTest {
    @TempDir
    private Path folder;

    @Test
    void underLoadACodeChangeLosesRepeatsAndReordersNothing() throws Exception {
        CountersTemplate.write(
                folder,
                folder.resolve("code"),
                table("Counters"),
                function("Appender", Versioned.class, "Counters", "BatchSize: 5"));
        Path handler = copyOf(Versioned.class);
        copyOf(AppendingHandler.class);
        Path version = Files.writeString(folder.resolve("code/version"), "a");
        int written;
        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0");
                NumberedWrites writes = new NumberedWrites(trigger.endpoint(), "Counters")) {
            writes.start();
            await().until(() -> delivered().count() > 20);
            Path hold = Files.createFile(folder.resolve("hold"));
            await().until(() -> Files.exists(folder.resolve("held")));
            Files.writeString(version, "b");
            // An invocation of the old code is still running then.
            trigger.awaitLine("Appender runs its new code, ");
            Files.delete(hold);
            await().until(() -> delivered().anyMatch(line -> line.endsWith("b")));
            Files.writeString(version, "c");
            await().until(() -> delivered().anyMatch(line -> line.endsWith("c")));
            Files.delete(handler);
            trigger.awaitLine("; Appender keeps running its old code");
            int before = writes.acknowledged();
            await().until(() -> delivered().count() > before);
            written = writes.stop();
            await().until(() -> delivered().count() >= written);
            assertThat(trigger.lines("Appender runs its new code, ")).hasSize(2);
        }

        assertThat(delivered().map(line -> line.substring(0, line.lastIndexOf(' '))))
                .containsExactlyElementsOf(NumberedWrites.lines(written));
        assertThat(delivered()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .collect(Collectors.joining()))
                .matches("a+b+c+");
    }

    @Test
    void whatTheRunWritesIntoTheCodesFolderReloadsNothing() throws Exception {
        CountersTemplate.write(
                folder,
                folder.resolve("code"),
                table("Counters"),
                function("Appender", Versioned.class, "Counters", "BatchSize: 5"));
        copyOf(Versioned.class);
        copyOf(AppendingHandler.class);
        Path version = Files.writeString(folder.resolve("code/version"), "a");
        try (TriggerProcess trigger = TriggerProcess.start(
                        folder, "--port", "0", "--invocations", "code/calls.json", "--data-dir", "code/data");
                NumberedWrites writes = new NumberedWrites(trigger.endpoint(), "Counters")) {
            writes.start();
            await().until(() -> delivered().count() > 20);
            Files.writeString(folder.resolve("code/README.md"), "no code");
            Files.writeString(folder.resolve("code/.version.swp"), "no code");
            int before = writes.acknowledged();
            await().until(() -> delivered().count() > before + 20);
            Files.writeString(version, "b");
            await().until(() -> delivered().anyMatch(line -> line.endsWith("b")));
            writes.stop();

            // It may have run before that is said.
            trigger.awaitLine("Appender runs its new code, ");
            assertThat(trigger.lines("Appender runs its new code, ")).hasSize(1);
        }
        assertThat(folder.resolve("code/calls.json")).isNotEmptyFile();
        assertThat(folder.resolve("code/data")).isNotEmptyDirectory();
    }

    private Path copyOf(Class<?> handler) throws IOException {
        String name = handler.getName().replace('.', '/') + ".class";
        Path file = folder.resolve("code").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream code = getClass().getResourceAsStream("/" + name)) {
            Files.copy(code, file);
        }
        return file;
    }

    private Stream<String> delivered() throws IOException {
        Path file = folder.resolve("Appender");
        return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of();
    }

    /**
     * Adds lines {@code item number version}, with the version that its code had when its process started. While there is a
     * file {@code hold}, its invocations do not end.
     */
    public static final class Versioned implements RequestStreamHandler {
        private final String version;

        public Versioned() throws IOException {
            version = AppendingHandler.text(getClass().getResourceAsStream("/version"));
        }

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            AppendingHandler.append(AppendingHandler.lines(AppendingHandler.text(input)).stream()
                    .map(line -> line + " " + version)
                    .toList());
            Path hold = AppendingHandler.delivered().resolveSibling("hold");
            if (Files.exists(hold)) {
                Files.createFile(hold.resolveSibling("held"));
            }
            while (Files.exists(hold)) {
                // Until the function's timeout.
                Thread.onSpinWait();
            }
        }
    }
}
