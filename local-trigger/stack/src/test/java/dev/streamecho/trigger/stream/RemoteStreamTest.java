package dev.streamecho.trigger.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.StreamException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A service that answers as the test says. */
class RemoteStreamTest {
    private static final String ARN =
            "arn:aws:dynamodb:eu-west-3:123456789012:table/Orders/stream/2026-01-15T09:30:00.123";
    private static final Instant NOW = Instant.parse("2026-01-15T09:30:45.678Z");

    private final Deque<Answer> answers = new ArrayDeque<>();
    private volatile String lastRequest = "";
    private HttpServer service;
    private DynamoDbStreamsClient client;
    private EventStream stream;

    private record Answer(int status, String json) {}

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
        client = DynamoDbStreamsClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + service.getAddress().getPort()))
                .region(Region.EU_WEST_3)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        stream = new RemoteStream(client, ARN, true, () -> NOW);
    }

    @AfterEach
    void stop() {
        client.close();
        service.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        lastRequest = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Answer answer = answers.remove();
        byte[] body = answer.json().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aRecordIsOfTheTimeThatAwsTells() {
        answers.add(new Answer(200, records(1768469402)));

        Page page = stream.records("iterator", 1_000);

        assertThat(page.nextShardIterator()).isEqualTo("next");
        assertThat(page.records()).singleElement().satisfies(record -> {
            assertThat(record.arrival()).isEqualTo(Instant.parse("2026-01-15T09:30:02Z"));
            assertThat(new String(record.json(), UTF_8))
                    .isEqualTo("{\"eventID\":\"339f0054c464adbede66198c3d3ba9f2\",\"eventName\":\"INSERT\","
                            + "\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":\"eu-west-3\","
                            + "\"dynamodb\":{\"ApproximateCreationDateTime\":1768469402,\"Keys\":{\"id\":{\"S\":\"1\"}},"
                            + "\"SequenceNumber\":\"100000000000000074311379\",\"SizeBytes\":3,"
                            + "\"StreamViewType\":\"KEYS_ONLY\"},\"eventSourceARN\":\"" + ARN + "\"}");
        });
    }

    @Test
    void aTimeOfAWholeMinuteFromAStandInIsTakenForTruncated() {
        EventStream standIn = new RemoteStream(client, ARN, false, () -> NOW);
        answers.add(new Answer(200, records(1768469400)));
        answers.add(new Answer(200, records(1768469340)));
        answers.add(new Answer(200, records(1768469402)));

        assertThat(arrival(standIn)).as("this minute").isEqualTo(NOW);
        assertThat(arrival(standIn)).as("the minute before").isEqualTo(Instant.parse("2026-01-15T09:29:59.999Z"));
        assertThat(arrival(standIn)).as("not truncated").isEqualTo(Instant.parse("2026-01-15T09:30:02Z"));
    }

    private static Instant arrival(EventStream stream) {
        return stream.records("iterator", 1_000).records().get(0).arrival();
    }

    private static String records(long creationTime) {
        return """
                {"Records":[{"eventID":"339f0054c464adbede66198c3d3ba9f2","eventName":"INSERT","eventVersion":"1.1",
                "eventSource":"aws:dynamodb","awsRegion":"eu-west-3","dynamodb":{"ApproximateCreationDateTime":%d,
                "Keys":{"id":{"S":"1"}},"SequenceNumber":"100000000000000074311379","SizeBytes":3,
                "StreamViewType":"KEYS_ONLY"}}],"NextShardIterator":"next"}""".formatted(creationTime);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredIteratorException, EXPIRED_ITERATOR",
        "400, TrimmedDataAccessException, TRIMMED",
        "400, LimitExceededException, UNAVAILABLE",
        "400, ProvisionedThroughputExceededException, UNAVAILABLE",
        "400, ThrottlingException, UNAVAILABLE",
        "500, InternalServerError, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE",
        "400, ResourceNotFoundException, REFUSED",
        "400, AccessDeniedException, REFUSED",
        "400, UnrecognizedClientException, REFUSED",
        "400, ExpiredTokenException, REFUSED",
        "400, ValidationException, REFUSED"
    })
    void aFailureTellsWhatCanBeDone(int status, String type, Kind kind) {
        answers.add(new Answer(
                status,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"so it is\"}".formatted(type)));

        assertThat(catchThrowableOfType(StreamException.class, () -> stream.records("iterator", 1_000)))
                .hasMessage(type + ": so it is")
                .extracting(StreamException::kind)
                .isEqualTo(kind);
    }

    @Test
    void anAnswerThatIsNoneIsUnavailable() {
        answers.add(new Answer(502, "<html>Bad Gateway</html>"));

        assertThat(catchThrowableOfType(StreamException.class, () -> stream.records("iterator", 1_000))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aLostConnectionIsUnavailable() {
        service.stop(0);

        assertThat(catchThrowableOfType(StreamException.class, stream::shards))
                .hasMessageContaining("Connection refused")
                .extracting(StreamException::kind)
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void allPagesOfShardsAreReadAndParentsComeFirst() {
        answers.add(new Answer(200, """
                {"StreamDescription":{"StreamArn":"%s","LastEvaluatedShardId":"shardId-2","Shards":[
                {"ShardId":"shardId-2","ParentShardId":"shardId-1","SequenceNumberRange":{"StartingSequenceNumber":"300"}}
                ]}}""".formatted(ARN)));
        answers.add(new Answer(200, """
                {"StreamDescription":{"StreamArn":"%s","Shards":[
                {"ShardId":"shardId-1","ParentShardId":"shardId-0","SequenceNumberRange":{"StartingSequenceNumber":"100",
                "EndingSequenceNumber":"200"}}]}}""".formatted(ARN)));

        assertThat(stream.shards())
                .containsExactly(
                        new Shard("shardId-1", Optional.of("shardId-0"), true),
                        new Shard("shardId-2", Optional.of("shardId-1"), false));
    }

    @Test
    void theChildrenOfAShardAreAskedForAlone() {
        answers.add(new Answer(200, """
                {"StreamDescription":{"StreamArn":"%s","Shards":[
                {"ShardId":"shardId-2","ParentShardId":"shardId-1","SequenceNumberRange":{"StartingSequenceNumber":"300"}}
                ]}}""".formatted(ARN)));

        assertThat(stream.children("shardId-1"))
                .containsExactly(new Shard("shardId-2", Optional.of("shardId-1"), false));
        assertThat(lastRequest)
                .isEqualTo(
                        "{\"StreamArn\":\"%s\",\"ShardFilter\":{\"Type\":\"CHILD_SHARDS\",\"ShardId\":\"shardId-1\"}}"
                                .formatted(ARN));
    }

    @Test
    void aStandInThatDoesNotKnowTheFilterGivesTheChildrenToo() {
        answers.add(new Answer(200, """
                {"StreamDescription":{"StreamArn":"%s","Shards":[
                {"ShardId":"shardId-1","SequenceNumberRange":{"StartingSequenceNumber":"100","EndingSequenceNumber":"200"}},
                {"ShardId":"shardId-2","ParentShardId":"shardId-1","SequenceNumberRange":{"StartingSequenceNumber":"300"}}
                ]}}""".formatted(ARN)));

        assertThat(stream.children("shardId-1"))
                .containsExactly(new Shard("shardId-2", Optional.of("shardId-1"), false));
    }

    @Test
    void theOldestRecordOfAwsIsReadWithoutAskingTwice() {
        answers.add(new Answer(200, "{\"ShardIterator\":\"taken\"}"));

        assertThat(stream.shardIterator("shardId-1", new Position.TrimHorizon()))
                .isEqualTo("taken");
        assertThat(answers).isEmpty();
    }

    @Test
    void waitingForAWriteLastsAsLongAsTheLimit() throws InterruptedException {
        long start = System.nanoTime();
        stream.awaitWrite(stream.writeTicket(), Duration.ofMillis(20));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }
}
