package dev.streamecho.trigger.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.Delivery;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventPoller;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MappingListener;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.SequenceNumber;
import dev.streamecho.trigger.stream.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping over a stream of one's own, made with what the engine has public. Its README shows it. */
class OwnStreamTest {
    private final LetterStream letters = new LetterStream();
    private final LetterFunction function = new LetterFunction();
    private final List<DiscardedBatch> discarded = new CopyOnWriteArrayList<>();

    /** A stream of one shard, in memory: a shard iterator is the index of the next record. */
    private static final class LetterStream implements EventStream {
        private static final String ARN = "arn:example:letters:eu-west-3:123456789012:stream/letters";
        private static final String SHARD_ID = "only-shard";

        private final List<ChangeRecord> records = new ArrayList<>();

        synchronized void write(String letter) {
            String number = Integer.toString(records.size());
            String json =
                    "{\"eventID\":\"%s\",\"letter\":\"%s\",\"eventSourceARN\":\"%s\"}".formatted(number, letter, ARN);
            records.add(new ChangeRecord(new SequenceNumber(number), Instant.now(), letter, json.getBytes(UTF_8)));
        }

        @Override
        public String arn() {
            return ARN;
        }

        @Override
        public List<Shard> shards() {
            return List.of(new Shard(SHARD_ID, Optional.empty(), false));
        }

        @Override
        public synchronized String shardIterator(String shardId, Position position) {
            int number = position.number()
                    .map(sequenceNumber -> Integer.parseInt(sequenceNumber.digits()))
                    .orElse(0);
            return switch (position.type()) {
                case TRIM_HORIZON -> "0";
                case LATEST -> Integer.toString(records.size());
                case AT_SEQUENCE_NUMBER -> Integer.toString(number);
                case AFTER_SEQUENCE_NUMBER -> Integer.toString(number + 1);
                default -> throw new IllegalArgumentException(position.toString());
            };
        }

        @Override
        public synchronized Page records(String shardIterator, int limit) {
            int from = Integer.parseInt(shardIterator);
            int to = Math.min(from + limit, records.size());
            return new Page(List.copyOf(records.subList(from, to)), Integer.toString(to));
        }
    }

    /** A function that keeps the letters of each invocation, and fails if an "x" is among them. */
    private static final class LetterFunction implements LambdaFunction {
        private final ObjectMapper json = new ObjectMapper();
        private final List<String> handled = new CopyOnWriteArrayList<>();

        @Override
        public String logicalId() {
            return "Printer";
        }

        @Override
        public String arn() {
            return "arn:aws:lambda:eu-west-3:123456789012:function:Printer";
        }

        @Override
        public Invocation invoke(byte[] event) {
            Instant start = Instant.now();
            String batch = String.join("", lettersOf(event));
            Invocation.Outcome outcome = batch.contains("x")
                    ? new Invocation.FunctionError("IllegalLetter", "x")
                    : new Invocation.Success("{}".getBytes(UTF_8));
            if (outcome instanceof Invocation.Success) {
                handled.add(batch);
            }
            return new Invocation(
                    UUID.randomUUID().toString(),
                    start,
                    Duration.between(start, Instant.now()),
                    Optional.empty(),
                    outcome);
        }

        private List<String> lettersOf(byte[] event) {
            try {
                List<String> letters = new ArrayList<>();
                for (JsonNode record : json.readTree(event).get("Records")) {
                    letters.add(record.get("letter").textValue());
                }
                return letters;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final MappingListener listener = new MappingListener() {
        @Override
        public void invoked(InvocationReport report) {
            // The function knows.
        }

        @Override
        public void discarded(DiscardedBatch batch, Optional<String> place) {
            discarded.add(batch);
        }

        @Override
        public void notice(String mapping, String line) {
            throw new AssertionError(line);
        }
    };

    @Test
    void aMappingOverAStreamOfOnesOwnInvokesWithBatches() {
        EventSourceMapping mapping = EventSourceMapping.of(
                "Letters",
                new InvokedFunction("Printer", function.arn(), "$LATEST"),
                Source.all(letters.arn(), StartingPosition.TRIM_HORIZON));
        List.of("a", "b", "c").forEach(letters::write);

        try (EventPoller poller =
                new EventPoller(mapping, letters, Checkpoints.inMemory(), Delivery.to(function, listener))) {
            poller.start();
            await().untilAsserted(() -> assertThat(function.handled).containsExactly("abc"));

            letters.write("d");
            await().untilAsserted(() -> assertThat(function.handled).containsExactly("abc", "d"));
        }
        assertThat(discarded).isEmpty();
    }

    @Test
    void theRulesHoldThereToo() {
        EventSourceMapping mapping = new EventSourceMapping(
                "Letters",
                new InvokedFunction("Printer", function.arn(), "$LATEST"),
                new Source(
                        letters.arn(),
                        StartingPosition.TRIM_HORIZON,
                        List.of("{\"letter\":[{\"anything-but\":\"q\"}]}")),
                new Batching(10, Duration.ZERO, 1, Duration.ZERO),
                new Failures(OptionalInt.of(0), Optional.empty(), true, false),
                Optional.empty(),
                true);
        List.of("a", "q", "x", "c").forEach(letters::write);

        try (EventPoller poller =
                new EventPoller(mapping, letters, Checkpoints.inMemory(), Delivery.to(function, listener))) {
            poller.start();
            await().untilAsserted(() -> assertThat(function.handled).containsExactly("a", "c"));
        }
        assertThat(discarded).singleElement().satisfies(batch -> {
            assertThat(batch.condition()).isEqualTo("RetryAttemptsExhausted");
            assertThat(batch.records()).extracting(ChangeRecord::itemKey).containsExactly("x");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.streamecho.trigger.template.Template",
                "dev.streamecho.trigger.function.LocalFunction",
                "dev.streamecho.trigger.http.LocalServer",
                "com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer",
                "org.eclipse.jetty.server.Server",
                "org.yaml.snakeyaml.Yaml",
                "picocli.CommandLine"
            })
    void nothingElseIsOnTheClassPath(String className) {
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(className));
    }
}
