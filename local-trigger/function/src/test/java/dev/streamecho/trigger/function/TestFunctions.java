package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.tools.ToolProvider;

/** Functions for tests, each of a handler that the test shows; they are compiled and run as a user's are. */
final class TestFunctions implements AutoCloseable {
    private final Path folder;
    private final List<LocalFunction> started = new ArrayList<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Code is compiled into this folder. */
    TestFunctions(Path folder) {
        this.folder = folder;
    }

    /** Starts a function whose handler has this body: {@code input} and {@code output} are streams. */
    LocalFunction start(String body) {
        return start(configuration(handler(body)));
    }

    LocalFunction start(FunctionConfiguration configuration) {
        return start(configuration, FunctionRuntime.of(configuration.runtime()), 10);
    }

    LocalFunction start(FunctionConfiguration configuration, FunctionRuntime runtime, int most) {
        LocalFunction function = add(new LocalFunction(configuration, this::log, OptionalInt.empty(), runtime, most));
        function.start();
        return function;
    }

    LocalFunction add(LocalFunction function) {
        started.add(function);
        return function;
    }

    /** Keeps a line as {@code * line} if it belongs to an invocation, else as it is. */
    void log(String logicalId, Optional<String> requestId, String line) {
        lines.add(requestId.map(id -> "* ").orElse("") + line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    FunctionConfiguration configuration(Path taskRoot) {
        return configuration(taskRoot, Duration.ofSeconds(60), Map.of());
    }

    FunctionConfiguration configuration(Path taskRoot, Duration timeout, Map<String, String> environment) {
        return configuration("java25", "example.Handler", taskRoot, timeout, environment);
    }

    static FunctionConfiguration configuration(
            String runtime, String handler, Path taskRoot, Duration timeout, Map<String, String> environment) {
        return new FunctionConfiguration(
                "EchoFunction",
                "echo",
                "arn:aws:lambda:eu-central-1:123456789012:function:echo",
                "$LATEST",
                runtime,
                FunctionFiles.of(taskRoot),
                handler,
                timeout,
                256,
                environment,
                "eu-central-1",
                LoggingConfig.ofDefaults("echo"));
    }

    /** The compiled code of a handler with this body. */
    Path handler(String body) {
        return handler("", body);
    }

    /** The compiled code of a handler with these members and this body. */
    Path handler(String members, String body) {
        return compile("""
                package example;

                import com.amazonaws.services.lambda.runtime.Context;
                import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
                import java.io.InputStream;
                import java.io.OutputStream;
                import java.nio.file.Files;
                import java.nio.file.Path;

                public class Handler implements RequestStreamHandler {
                    %s

                    public void handleRequest(InputStream input, OutputStream output, Context context) {
                        try {
                            handle(input, output, context);
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    static void handle(InputStream input, OutputStream output, Context context) throws Exception {
                        %s
                    }

                    static void sleep() throws InterruptedException {
                        Thread.sleep(600_000);
                    }
                }
                """.formatted(members, body));
    }

    /** The compiled code of the class {@code example.Handler}. */
    Path compile(String source) {
        try {
            Path sourceFile = Files.createDirectories(Files.createTempDirectory(folder, "source"))
                    .resolve("Handler.java");
            Files.writeString(sourceFile, source);
            Path classes = Files.createTempDirectory(folder, "classes");
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            messages,
                            messages,
                            "-encoding",
                            "UTF-8",
                            "-proc:none",
                            "-classpath",
                            RuntimeFiles.ofTrigger().classPath(),
                            "-d",
                            classes.toString(),
                            sourceFile.toString());
            assertThat(status).as(messages.toString(UTF_8)).isZero();
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(LocalFunction::close);
    }
}
