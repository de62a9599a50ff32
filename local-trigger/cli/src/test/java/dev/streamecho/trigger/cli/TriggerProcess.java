package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code trigger run} as a process of its own, and what it printed. */
public final class TriggerProcess implements AutoCloseable {
    public static final Duration LIMIT = Patience.LIMIT;

    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();

    private TriggerProcess(Process process) {
        this.process = process;
    }

    /** Starts it in a folder, and waits until a write would be seen. */
    public static TriggerProcess start(Path folder, String... options) throws IOException {
        String[] arguments = Stream.concat(Stream.of("run"), Stream.of(options)).toArray(String[]::new);
        TriggerProcess trigger = new TriggerProcess(new ProcessBuilder(TriggerJava.command(arguments))
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start());
        new Thread(trigger::read, "output of the trigger").start();
        boolean isReady = false;
        try {
            await().until(() -> trigger.has("Ready in ") || !trigger.process.isAlive());
            assertThat(trigger.output).as("what it printed").anyMatch(line -> line.startsWith("Ready in "));
            isReady = true;
            return trigger;
        } finally {
            if (!isReady) {
                trigger.close();
            }
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add(e.toString());
        }
    }

    /** The lines so far that have this part. */
    public List<String> lines(String part) {
        return output.stream().filter(line -> line.contains(part)).toList();
    }

    public void awaitLine(String part) {
        await().until(() -> has(part));
    }

    private boolean has(String part) {
        return !lines(part).isEmpty();
    }

    /** Where its first line says that DynamoDB is. */
    public URI endpoint() {
        return URI.create(lines("DynamoDB at http://").get(0).replaceFirst(".*(http://[^ ,]+).*", "$1"));
    }

    /** A client of its tables. */
    public DynamoDbClient client() {
        return client(endpoint());
    }

    /** A client of the tables at an endpoint, with credentials that nobody checks. */
    public static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public long pid() {
        return process.pid();
    }

    /** The processes of its functions. */
    public List<ProcessHandle> functions() {
        return process.descendants().toList();
    }

    /** Does as Ctrl-C does, and waits for its end. */
    public int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        return awaitEnd(process);
    }

    /** Waits for the end of a process, and returns its status. Interrupted ones never end if they were started with the signal ignored. */
    public static int awaitEnd(Process process) throws InterruptedException {
        if (!process.waitFor(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("process %d has not ended in time".formatted(process.pid()));
        }
        return process.exitValue();
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills it and its functions, of which one that hangs would otherwise go on for a moment. */
    void killWithFunctions() throws InterruptedException {
        List<ProcessHandle> functions = functions();
        kill();
        functions.forEach(ProcessHandle::destroyForcibly);
        functions.forEach(function -> function.onExit().join());
    }

    @Override
    public void close() {
        functions().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
