package dev.streamecho.trigger.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.streamecho.trigger.Patience;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.mapping.MessageQueue;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.QueueMessage.Attribute;
import dev.streamecho.trigger.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A queue of the template as a mapping reads it, with the real ElasticMQ. */
class LocalQueueTest {
    private static final String DEAD_LETTERS = """
            Jobs:
                Type: AWS::SQS::Queue
                Properties: {VisibilityTimeout: 1, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1}}
              Dead: {Type: AWS::SQS::Queue}
            """;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void aMessageHasWhatTheEventNeeds() throws Exception {
        LocalSqs sqs = start("Jobs: {Type: AWS::SQS::Queue}");
        send(
                sqs,
                request -> request.messageBody("{\"a\":\"ä\"}")
                        .messageAttributes(Map.of(
                                "count",
                                        attribute("Number.int").stringValue("2").build(),
                                "bytes",
                                        attribute("Binary")
                                                .binaryValue(SdkBytes.fromUtf8String("b"))
                                                .build()))
                        .messageSystemAttributes(Map.of(
                                MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                                MessageSystemAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("Root=1-5f")
                                        .build())));

        QueueMessage message = receive(sqs.queue("Jobs")).get(0);

        assertThat(message.body()).isEqualTo("{\"a\":\"ä\"}");
        assertThat(message.receiveCount()).isEqualTo(1);
        assertThat(message.attributes().keySet())
                .containsExactly(
                        "ApproximateReceiveCount",
                        "AWSTraceHeader",
                        "SentTimestamp",
                        "SenderId",
                        "ApproximateFirstReceiveTimestamp");
        assertThat(message.attributes())
                .containsEntry("ApproximateReceiveCount", "1")
                .containsEntry("AWSTraceHeader", "Root=1-5f")
                .containsEntry("SentTimestamp", String.valueOf(message.sentAt().toEpochMilli()));
        assertThat(message.messageAttributes())
                .isEqualTo(Map.of("count", new Attribute("Number.int", "2"), "bytes", new Attribute("Binary", "Yg==")));
    }

    @Test
    void aQueueIsEmptyOnceItsLastMessageIsDeletedHiddenAndDelayedOnesCount() throws Exception {
        LocalSqs sqs = start("Jobs: {Type: AWS::SQS::Queue}");
        MessageQueue queue = sqs.queue("Jobs");
        assertThat(queue.isEmpty()).as("before SQS was used").isTrue();

        sqs.send("Jobs", "one");
        assertThat(queue.isEmpty()).isFalse();
        List<QueueMessage> received = queue.receive(10, Duration.ZERO);
        assertThat(queue.isEmpty()).as("while it is hidden").isFalse();
        queue.delete(received);
        assertThat(queue.isEmpty()).isTrue();

        send(sqs, request -> request.messageBody("later").delaySeconds(60));
        assertThat(queue.isEmpty()).as("while it is delayed").isFalse();
    }

    @Test
    void aMessageThatIsDeletedIsGoneAndAnotherComesAgain() throws Exception {
        LocalSqs sqs = start("Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 1}}");
        MessageQueue queue = sqs.queue("Jobs");
        sqs.send("Jobs", "one");
        sqs.send("Jobs", "two");
        List<QueueMessage> messages = queue.receive(10, Duration.ZERO);
        assertThat(messages).extracting(QueueMessage::body).containsExactlyInAnyOrder("one", "two");

        assertThat(queue.delete(messages.subList(0, 1))).isEmpty();

        List<QueueMessage> again = receive(queue);
        assertThat(again)
                .singleElement()
                .satisfies(message -> assertThat(message.receiveCount()).isEqualTo(2));
        assertThat(queue.delete(messages)).as("with an earlier receipt").isEqualTo(messages.subList(1, 2));
        assertThat(queue.delete(again)).isEmpty();
        assertThat(queue.delete(again)).as("one that is not there").isEmpty();
    }

    @Test
    void aWaitEndsWithTheFirstMessageAndNobodyStartsSqsForIt() throws Exception {
        LocalSqs sqs = start("Jobs: {Type: AWS::SQS::Queue}");
        ExecutorService reader = Executors.newSingleThreadExecutor();
        open.add(reader::shutdownNow);

        assertThat(sqs.queue("Jobs").receive(10, Duration.ofMillis(1))).isEmpty();
        assertThat(sqs.awaitUse(Duration.ofMillis(1))).as("ElasticMQ").isEmpty();
        Future<List<QueueMessage>> waits = reader.submit(() -> receive(sqs.queue("Jobs")));
        sqs.send("Jobs", "one");

        assertThat(waits.get()).extracting(QueueMessage::body).containsExactly("one");
        Future<List<QueueMessage>> waitsAgain = reader.submit(() -> receive(sqs.queue("Jobs")));
        sqs.send("Jobs", "two");
        assertThat(waitsAgain.get()).extracting(QueueMessage::body).containsExactly("two");
    }

    @Test
    void aMessageThatWasReceivedTooOftenIsInTheDeadLetterQueue() throws Exception {
        LocalSqs sqs = start(DEAD_LETTERS);
        sqs.send("Jobs", "bad");
        String id = receive(sqs.queue("Jobs")).get(0).messageId();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        open.add(reader::shutdownNow);

        reader.submit(() -> receive(sqs.queue("Jobs")));

        assertThat(receive(sqs.queue("Dead"))).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(id);
            assertThat(message.attributes())
                    .containsEntry("DeadLetterQueueSourceArn", "arn:aws:sqs:eu-west-1:123456789012:Jobs");
        });
    }

    @Test
    void messagesOfAGroupOfAFifoQueueComeInOrderAndWaitForThoseBeforeThem() throws Exception {
        LocalSqs sqs = start("Jobs: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}");
        MessageQueue queue = sqs.queue("Jobs.fifo");
        for (String body : List.of("a1", "a2", "b1")) {
            send(
                    sqs,
                    request -> request.messageBody(body)
                            .messageGroupId(body.substring(0, 1))
                            .messageDeduplicationId(body));
        }

        QueueMessage first = queue.receive(1, Duration.ZERO).get(0);
        QueueMessage ofTheOther = queue.receive(10, Duration.ZERO).get(0);
        assertThat(List.of(first.body(), ofTheOther.body())).containsExactlyInAnyOrder("a1", "b1");
        assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
        queue.delete(List.of(first, ofTheOther));

        QueueMessage last = receive(queue).get(0);
        assertThat(last.body()).isEqualTo("a2");
        assertThat(last.attributes().keySet())
                .containsExactly(
                        "ApproximateReceiveCount",
                        "SentTimestamp",
                        "SequenceNumber",
                        "MessageGroupId",
                        "SenderId",
                        "MessageDeduplicationId",
                        "ApproximateFirstReceiveTimestamp");
    }

    @Test
    void aMessageWithADelayComesWhenItIsOver() throws Exception {
        LocalSqs sqs = start("Jobs: {Type: AWS::SQS::Queue}");
        send(sqs, request -> request.messageBody("late").delaySeconds(1));

        assertThat(sqs.queue("Jobs").receive(10, Duration.ZERO)).isEmpty();
        assertThat(receive(sqs.queue("Jobs"))).hasSize(1);
    }

    @Test
    void whatWasKeptIsReceivedByTheNextProcessInTheOrderOfItsGroup() throws Exception {
        String template = "Jobs: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}";
        LocalSqs first = start(template, Optional.of(folder.resolve("queues")));
        List<SendMessageBatchRequestEntry> ofOneMillisecond = IntStream.range(0, 10)
                .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                        .id("id" + number)
                        .messageBody(String.valueOf(number))
                        .messageGroupId("group")
                        .messageDeduplicationId("id" + number)
                        .build())
                .toList();
        client(first)
                .sendMessageBatch(
                        batch -> batch.queueUrl(first.queueUrls().get("Jobs")).entries(ofOneMillisecond));
        assertThat(receive(first.queue("Jobs.fifo"))).as("and not deleted").hasSize(10);
        first.close();

        LocalSqs second = start(template, Optional.of(folder.resolve("queues")));

        assertThat(receive(second.queue("Jobs.fifo")))
                .extracting(QueueMessage::body)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void messagesThatCannotBeReadAreAnErrorThatTheReaderTells() throws Exception {
        Path messages = Files.createDirectories(folder.resolve("queues/Jobs"));
        Files.writeString(messages.resolve("broken.json"), "{");
        LocalSqs sqs = start("Jobs: {Type: AWS::SQS::Queue}", Optional.of(folder.resolve("queues")));

        assertThatIOException()
                .isThrownBy(() -> sqs.queue("Jobs").receive(10, Duration.ZERO))
                .withMessageContaining("broken.json is not a message");
        assertThat(notices).isEmpty();
    }

    /** The messages that come first. */
    private static List<QueueMessage> receive(MessageQueue queue) throws Exception {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        List<QueueMessage> received = List.of();
        while (received.isEmpty() && System.nanoTime() < end) {
            received = queue.receive(10, Duration.ofSeconds(1));
        }
        return received;
    }

    private LocalSqs start(String resources) throws Exception {
        return start(resources, Optional.empty());
    }

    private LocalSqs start(String resources, Optional<Path> messages) throws Exception {
        Path file = Files.writeString(folder.resolve("template.yaml"), "Resources:\n  " + resources);
        LocalSqs sqs = LocalSqs.start(
                Template.read(file, Map.of(), "eu-west-1"), OptionalInt.of(0), messages, Access.LOOPBACK, notices::add);
        open.add(sqs);
        return sqs;
    }

    private void send(LocalSqs sqs, Consumer<SendMessageRequest.Builder> message) {
        client(sqs).sendMessage(request -> {
            request.queueUrl(sqs.queueUrls().get("Jobs"));
            message.accept(request);
        });
    }

    private SqsClient client(LocalSqs sqs) {
        SqsClient client = SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        open.add(client);
        return client;
    }

    private static MessageAttributeValue.Builder attribute(String dataType) {
        return MessageAttributeValue.builder().dataType(dataType);
    }
}
