import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Measures the local trigger from outside, as its user would: how soon a command is over and a run is ready, how soon a write
 * is handled, how fast a backlog is worked off, how soon a request is answered, what it costs to wait. Run it with
 * bench/speed/run, on a machine that does nothing else.
 */
final class Speed {
    private static final Path HERE = Path.of("bench", "speed");
    private static final int RUNS = 5;
    private static final int WARM_UP = 1_000;
    private static final int WRITES = 1_000;
    private static final int REQUESTS = 1_000;
    private static final int BACKLOG = 10_000;
    private static final List<String> FOUR_TABLES = List.of("Changes", "Changes2", "Changes3", "Changes4");
    private static final int BACKLOG_OF_EACH = 25_000;
    private static final int LARGE_FILES = 24;
    private static final int LARGE_FILE_MB = 10;
    private static final String SMALL_HEAP = "-Xmx128m";

    public static void main(String[] arguments) throws Exception {
        System.out.println("| what | measured |\n|---|---|");
        row("`./trigger --version`, which starts nothing, median of " + RUNS, "%.2f s", seconds("--version"));
        row(
                "`./trigger invoke` of a function, median of " + RUNS,
                "%.2f s",
                seconds("invoke", "-t", HERE.resolve("template.yaml").toString(), "-e", "events/insert.json"));
        List<Double> ready = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            try (Trigger trigger = new Trigger("template.yaml", "", "--parameter-overrides", "BatchSize=1")) {
                ready.add(trigger.readySeconds);
            }
        }
        row("`./trigger run` to the ready line, median of " + RUNS, "%.2f s", median(ready));
        row(
                "the same with %d MB of code, of which each process gets a copy".formatted(LARGE_FILES * LARGE_FILE_MB),
                "%.2f s",
                readyWithLargeCode());
        try (Trigger trigger = new Trigger("template.yaml", "", "--parameter-overrides", "BatchSize=1")) {
            latency(trigger, "");
            row("a backlog of 10,000 records, batch size 1", "%,.0f invocations a second",
                    drain(trigger, FOUR_TABLES.subList(0, 1), BACKLOG));
            row("idle, over 20 s", "%.1f %% of one core", idle(trigger));
        }
        String dataDir = Files.createTempDirectory("data").toString();
        try (Trigger trigger =
                new Trigger("template.yaml", "", "--parameter-overrides", "BatchSize=1", "--data-dir", dataDir)) {
            latency(trigger, ", with `--data-dir`");
            row("a backlog of 10,000 records, batch size 1, with `--data-dir`", "%,.0f invocations a second",
                    drain(trigger, FOUR_TABLES.subList(0, 1), BACKLOG));
        }
        try (Trigger trigger = new Trigger("template.yaml", "", "--parameter-overrides", "BatchSize=100")) {
            drain(trigger, FOUR_TABLES.subList(0, 1), BACKLOG);
            row(
                    "a backlog of 10,000 records, batch size 100",
                    "%,.0f records a second",
                    drain(trigger, FOUR_TABLES.subList(0, 1), BACKLOG));
        }
        try (Trigger trigger = new Trigger("four-shards.yaml", SMALL_HEAP)) {
            row(
                    "a backlog of 100,000 records over 4 shards, batch size 100, with " + SMALL_HEAP,
                    "%,.0f records a second",
                    drain(trigger, FOUR_TABLES, BACKLOG_OF_EACH));
        }
        try (Trigger trigger = new Trigger("api.yaml", "", "--api-port", "0")) {
            requests(trigger);
        }
    }

    private static double seconds(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./trigger"));
        command.addAll(List.of(arguments));
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= RUNS; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ends with " + process.exitValue());
            }
            // The first one builds the function.
            if (i > 0) {
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        return median(seconds);
    }

    /** With as much code as Lambda takes. */
    private static double readyWithLargeCode() throws Exception {
        Path folder = Files.createTempDirectory("large-code");
        Files.copy(HERE.resolve("template.yaml"), folder.resolve("template.yaml"));
        try (Stream<Path> files = Files.walk(HERE.resolve("ClockFunction"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(HERE.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path resources = Files.createDirectories(folder.resolve("ClockFunction/src/main/resources"));
        byte[] large = new byte[LARGE_FILE_MB << 20];
        for (int i = 0; i < LARGE_FILES; i++) {
            ThreadLocalRandom.current().nextBytes(large);
            Files.write(resources.resolve("large-" + i), large);
        }
        List<Double> ready = new ArrayList<>();
        for (int i = 0; i <= RUNS; i++) {
            try (Trigger trigger = new Trigger(folder.resolve("template.yaml").toString(), "")) {
                // The first one builds it.
                if (i > 0) {
                    ready.add(trigger.readySeconds);
                }
            }
        }
        return median(ready);
    }

    private static void latency(Trigger trigger, String where) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + WRITES; i++) {
            long start = now();
            trigger.put(FOUR_TABLES.get(0), Map.of("id", text("latency-" + i)));
            Call call = trigger.calls.poll(30, TimeUnit.SECONDS);
            if (i >= WARM_UP) {
                millis.add((call.at() - start) / 1e3);
            }
        }
        Collections.sort(millis);
        row("start of a write to start of the handler, warm" + where + ": median of 1,000", "%.1f ms", median(millis));
        row("the same: 99 of 100 within", "%.1f ms", millis.get(WRITES * 99 / 100));
    }

    private static void requests(Trigger trigger) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(trigger.api).build();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + REQUESTS; i++) {
            long start = System.nanoTime();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the API answers " + status);
            }
            if (i >= WARM_UP) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        Collections.sort(millis);
        row("a request to an API, one after the other, warm: median of 1,000", "%.1f ms", median(millis));
        row("the same: 99 of 100 within", "%.1f ms", millis.get(REQUESTS * 99 / 100));
    }

    /** Fills a backlog behind calls that wait, then lets them go; gives the records a second. */
    private static double drain(Trigger trigger, List<String> tables, int backlogOfEach) throws Exception {
        Path gate = Files.createTempDirectory("gate").resolve("open");
        for (String table : tables) {
            trigger.put(table, Map.of("id", text("gate"), "gate", text(gate.toString())));
        }
        for (int first = 0; first < backlogOfEach; first += 25) {
            for (String table : tables) {
                trigger.putAll(table, first, first + 25);
            }
        }
        Files.createFile(gate);
        long start = 0;
        long end = 0;
        // A call that waited may have taken the first records of the backlog with it.
        int left = (backlogOfEach + 1) * tables.size();
        while (left > 0) {
            Call call = trigger.calls.poll(60, TimeUnit.SECONDS);
            left -= call.records();
            if (start == 0) {
                start = now();
            }
            end = call.at();
        }
        for (String table : tables) {
            trigger.put(table, Map.of("id", text("gate")));
            trigger.calls.poll(30, TimeUnit.SECONDS);
        }
        return backlogOfEach * tables.size() / ((end - start) / 1e6);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static double idle(Trigger trigger) throws Exception {
        TimeUnit.SECONDS.sleep(5);
        long before = trigger.cpuNanos();
        TimeUnit.SECONDS.sleep(20);
        return (trigger.cpuNanos() - before) / 20e9 * 100;
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static void row(String what, String format, double value) {
        System.out.println("| " + what + " | " + String.format(Locale.ROOT, format, value) + " |");
    }

    /** A call of the function: when, in microseconds, and with how many records. */
    private record Call(long at, int records) {}

    /** One running trigger. */
    private static final class Trigger implements AutoCloseable {
        private final Process process;
        private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        private final double readySeconds;
        private final URI api;
        private final DynamoDbClient client;

        private Trigger(String template, String javaOptions, String... options) throws Exception {
            List<String> command = new ArrayList<>(
                    List.of("./trigger", "run", "-t", HERE.resolve(template).toString(), "--port", "0"));
            command.addAll(List.of(options));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("JAVA_TOOL_OPTIONS", javaOptions);
            long start = System.nanoTime();
            process = builder.start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            URI endpoint = null;
            URI firstApi = null;
            String line;
            while ((line = output.readLine()) != null && !line.startsWith("Ready in")) {
                int at = line.indexOf("http://");
                if (line.startsWith("DynamoDB at ")) {
                    endpoint = URI.create(line.substring(at).split("[ ,;]")[0]);
                } else if (line.startsWith("API at ")) {
                    firstApi = URI.create(line.substring(at).split(" ")[0]);
                }
            }
            api = firstApi;
            readySeconds = (System.nanoTime() - start) / 1e9;
            Thread reader = new Thread(() -> read(output));
            reader.setDaemon(true);
            reader.start();
            client = DynamoDbClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                    .httpClient(UrlConnectionHttpClient.create())
                    .build();
        }

        private void read(BufferedReader output) {
            try {
                String line;
                while ((line = output.readLine()) != null) {
                    int at = line.indexOf("| clock ");
                    if (at >= 0) {
                        String[] words = line.substring(at).split(" ");
                        calls.add(new Call(Long.parseLong(words[2]), Integer.parseInt(words[3])));
                    }
                }
            } catch (IOException closed) {
                // Ending the trigger closes its output under the reader; a call that is missed shows as a time-out.
                return;
            }
        }

        private void put(String table, Map<String, AttributeValue> item) {
            client.putItem(request -> request.tableName(table).item(item));
        }

        private void putAll(String table, int from, int to) {
            List<WriteRequest> writes = IntStream.range(from, to)
                    .mapToObj(n -> Map.of("id", text("backlog-" + n), "at", text(String.valueOf(System.nanoTime()))))
                    .map(item -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(item).build())
                            .build())
                    .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of(table, writes)));
        }

        /** Of the trigger and its function together. */
        private long cpuNanos() {
            long own = process.info().totalCpuDuration().orElseThrow().toNanos();
            return own
                    + process.descendants()
                            .mapToLong(child ->
                                    child.info().totalCpuDuration().orElseThrow().toNanos())
                            .sum();
        }

        @Override
        public void close() throws InterruptedException {
            client.close();
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }
}
