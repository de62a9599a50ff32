package dev.streamecho.bench.json;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to read an event, and to write the response that all its records failed, with the JVM's options of a
 * function in Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Customize Java runtime startup
 *     behavior</a>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {

    @Param
    Serializer serializer;

    @Param({"1", "100", "1000"})
    int records;

    private byte[] event;
    private StreamsEventResponse response;

    /** Makes an event of the records of all files in events/, again and again, as compact as the service sends it. */
    @Setup
    public void prepare() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("events"))) {
            for (Path file : files.sorted().toList()) {
                mapper.readTree(file.toFile()).get("Records").forEach(samples::add);
            }
        }
        ObjectNode root = mapper.createObjectNode();
        ArrayNode array = root.putArray("Records");
        List<BatchItemFailure> failures = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            JsonNode sample = samples.get(i % samples.size());
            array.add(sample);
            failures.add(
                    new BatchItemFailure(sample.at("/dynamodb/SequenceNumber").asText()));
        }
        event = mapper.writeValueAsBytes(root);
        response = new StreamsEventResponse(failures);
        requireSame();
    }

    /** What is fast because it does something else would be no comparison. Plain databind takes the times for millis. */
    private void requireSame() throws IOException {
        DynamodbEvent expected = Serializer.RUNTIME.read(new ByteArrayInputStream(event));
        DynamodbEvent read = read();
        if (serializer == Serializer.DATABIND) {
            for (int i = 0; i < records; i++) {
                read.getRecords()
                        .get(i)
                        .getDynamodb()
                        .setApproximateCreationDateTime(
                                expected.getRecords().get(i).getDynamodb().getApproximateCreationDateTime());
            }
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Serializer.RUNTIME.write(response, written);
        if (!read.equals(expected) || !write().toString().equals(written.toString())) {
            throw new IllegalStateException(serializer + " does not read or write the same as " + Serializer.RUNTIME);
        }
    }

    @Benchmark
    public DynamodbEvent read() throws IOException {
        return serializer.read(new ByteArrayInputStream(event));
    }

    @Benchmark
    public ByteArrayOutputStream write() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream(1024);
        serializer.write(response, output);
        return output;
    }
}
