import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Measures the local trigger from outside, as its user would: how soon it is ready, how soon a write is handled, how fast
 * a backlog is worked off, what it costs to wait. Run it with bench/speed/run, on a machine that does nothing else.
 */
final class Speed {
    private static final Path HERE = Path.of("bench", "speed");
    private static final int RUNS = 5;
    private static final int WARM_UP = 1_000;
    private static final int WRITES = 1_000;
    private static final int BACKLOG = 10_000;

    public static void main(String[] arguments) throws Exception {
        System.out.println("| what | measured |\n|---|---|");
        List<Double> ready = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            try (Trigger trigger = new Trigger(1)) {
                ready.add(trigger.readySeconds);
            }
        }
        row("`./trigger run` to the ready line, median of " + RUNS, "%.2f s", median(ready));
        try (Trigger trigger = new Trigger(1)) {
            latency(trigger);
            row("a backlog of 10,000 records, batch size 1", "%,.0f invocations a second", drain(trigger));
            row("idle, over 20 s", "%.1f %% of one core", idle(trigger));
        }
        try (Trigger trigger = new Trigger(100)) {
            drain(trigger);
            row("a backlog of 10,000 records, batch size 100", "%,.0f records a second", drain(trigger));
        }
    }

    private static void latency(Trigger trigger) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + WRITES; i++) {
            long start = now();
            trigger.put(Map.of("id", AttributeValue.fromS("latency-" + i)));
            Call call = trigger.calls.poll(30, TimeUnit.SECONDS);
            if (i >= WARM_UP) {
                millis.add((call.at() - start) / 1e3);
            }
        }
        Collections.sort(millis);
        row("start of a write to start of the handler, warm: median of 1,000", "%.1f ms", median(millis));
        row("the same: 99 of 100 within", "%.1f ms", millis.get(WRITES * 99 / 100));
    }

    /** Fills a backlog behind a call that waits, then lets it go. */
    private static double drain(Trigger trigger) throws Exception {
        Path gate = Files.createTempDirectory("gate").resolve("open");
        trigger.put(Map.of("id", AttributeValue.fromS("gate"), "gate", AttributeValue.fromS(gate.toString())));
        for (int i = 0; i < BACKLOG; i += 25) {
            int first = i;
            List<WriteRequest> writes = IntStream.range(first, first + 25)
                    .mapToObj(n -> WriteRequest.builder()
                            .putRequest(PutRequest.builder()
                                    .item(Map.of(
                                            "id", AttributeValue.fromS("backlog-" + n),
                                            "at", AttributeValue.fromN(String.valueOf(System.nanoTime()))))
                                    .build())
                            .build())
                    .toList();
            trigger.client.batchWriteItem(request -> request.requestItems(Map.of("Changes", writes)));
        }
        Files.createFile(gate);
        long start = 0;
        long end = 0;
        // The call that waited may have taken the first records of the backlog with it.
        int left = BACKLOG + 1;
        while (left > 0) {
            Call call = trigger.calls.poll(60, TimeUnit.SECONDS);
            left -= call.records();
            if (start == 0) {
                start = now();
            }
            end = call.at();
        }
        trigger.put(Map.of("id", AttributeValue.fromS("gate")));
        trigger.calls.poll(30, TimeUnit.SECONDS);
        return BACKLOG / ((end - start) / 1e6);
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
        private final DynamoDbClient client;

        private Trigger(int batchSize) throws Exception {
            long start = System.nanoTime();
            process = new ProcessBuilder(
                            "./trigger", "run", "-t", HERE.resolve("template.yaml").toString(), "--port", "0",
                            "--parameter-overrides", "BatchSize=" + batchSize)
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            URI endpoint = null;
            String line;
            while ((line = output.readLine()) != null && !line.startsWith("Ready in")) {
                int at = line.indexOf("http://");
                if (at >= 0) {
                    endpoint = URI.create(line.substring(at).split("[ ,;]")[0]);
                }
            }
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

        private void put(Map<String, AttributeValue> item) {
            client.putItem(request -> request.tableName("Changes").item(item));
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
