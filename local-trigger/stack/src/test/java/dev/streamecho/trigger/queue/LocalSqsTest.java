package dev.streamecho.trigger.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class LocalSqsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

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
    void messageIsReceivedByAClientAsItWasSent() throws IOException {
        LocalSqs sqs = start("Letters: {Type: AWS::SQS::Queue}", Optional.empty());
        sqs.send("Letters", "{\"a\":\"ä\"}");

        assertThat(receive(client(sqs), sqs.queueUrls().get("Letters"), 1))
                .extracting(Message::body)
                .containsExactly("{\"a\":\"ä\"}");
        assertThat(notices).isEmpty();
    }

    @Test
    void queueHasTheUrlAndArnOfTheTemplate() {
        LocalSqs sqs = start("Letters: {Type: AWS::SQS::Queue}", Optional.empty());
        String url = "http://localhost:%d/123456789012/Letters"
                .formatted(sqs.endpoint().getPort());
        SqsClient client = client(sqs);

        assertThat(sqs.queueUrls()).isEqualTo(Map.of("Letters", url));
        assertThat(client.getQueueUrl(request -> request.queueName("Letters")).queueUrl())
                .isEqualTo(url);
        assertThat(attributes(client, url))
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:eu-west-1:123456789012:Letters");
        assertThat(sqs.queueName("arn:aws:sqs:eu-west-1:123456789012:Letters")).contains("Letters");
        assertThat(sqs.queueName("arn:aws:sqs:eu-west-1:123456789012:Others")).isEmpty();
    }

    @Test
    void referencesOfTheTemplateGiveTheUrl() throws IOException {
        Template template = template("""
                Letters: {Type: AWS::SQS::Queue}
                  Reader:
                    Type: AWS::Lambda::Function
                    Properties: {Environment: {Variables: {QUEUE: !Ref Letters, URL: !GetAtt Letters.QueueUrl}}}
                """);
        LocalSqs sqs = start(template, OptionalInt.of(0), Optional.empty());
        String url = sqs.queueUrls().get("Letters");

        assertThat(QueueUrls.in(template, sqs.queueUrls()).functions().get(0).environment())
                .containsEntry("QUEUE", url)
                .containsEntry("URL", url);
    }

    @Test
    void queueHasThePropertiesOfTheTemplate() {
        LocalSqs sqs = start("""
                Letters:
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimeout: 7
                      DelaySeconds: 3
                      ReceiveMessageWaitTimeSeconds: 2
                      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 4}
                  Dead: {Type: AWS::SQS::Queue}
                  Ordered: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, ContentBasedDeduplication: true}}
                """, Optional.empty());
        SqsClient client = client(sqs);

        assertThat(attributes(client, sqs.queueUrls().get("Letters")))
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7")
                .containsEntry(QueueAttributeName.DELAY_SECONDS, "3")
                .containsEntry(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "2")
                .containsEntry(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:Dead\",\"maxReceiveCount\":4}");
        assertThat(sqs.queueUrls().get("Ordered")).endsWith("/Ordered.fifo");
        assertThat(attributes(client, sqs.queueUrls().get("Ordered")))
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
    }

    @Test
    void whatIsNotDeletedIsThereAtTheNextStart() throws IOException {
        LocalSqs first = start("Letters: {Type: AWS::SQS::Queue}", Optional.of(folder));
        String url = first.queueUrls().get("Letters");
        first.send("Letters", "one");
        client(first)
                .sendMessage(request -> request.queueUrl(url)
                        .messageBody("two")
                        .messageAttributes(Map.of(
                                "number",
                                MessageAttributeValue.builder()
                                        .dataType("Number.int")
                                        .stringValue("2")
                                        .build(),
                                "bytes",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromUtf8String("b"))
                                        .build())));
        first.send("Letters", "three");
        List<Message> received = receive(client(first), url, 3);
        Message deleted = received.get(0);
        client(first).deleteMessage(request -> request.queueUrl(url).receiptHandle(deleted.receiptHandle()));
        first.close();

        LocalSqs second = start("Letters: {Type: AWS::SQS::Queue}", Optional.of(folder));
        List<Message> left = receive(client(second), second.queueUrls().get("Letters"), 2);

        assertThat(left)
                .extracting(Message::messageId, Message::body, Message::messageAttributes)
                .containsExactlyInAnyOrderElementsOf(received.subList(1, 3).stream()
                        .map(message -> tuple(message.messageId(), message.body(), message.messageAttributes()))
                        .toList());
        left.forEach(message -> client(second)
                .deleteMessage(request ->
                        request.queueUrl(second.queueUrls().get("Letters")).receiptHandle(message.receiptHandle())));
        assertThat(folder.resolve("Letters")).isEmptyDirectory();
    }

    @Test
    void orderOfAFifoQueueOutlastsIt() {
        String template = "Letters: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}";
        LocalSqs first = start(template, Optional.of(folder));
        for (String body : List.of("a", "b", "c")) {
            client(first)
                    .sendMessage(request -> request.queueUrl(first.queueUrls().get("Letters"))
                            .messageBody(body)
                            .messageGroupId("group")
                            .messageDeduplicationId(body));
        }
        first.close();

        LocalSqs second = start(template, Optional.of(folder));

        assertThat(receive(client(second), second.queueUrls().get("Letters"), 3))
                .extracting(Message::body)
                .containsExactly("a", "b", "c");
    }

    @Test
    void messageThatCannotBeKeptIsNotInTheQueue() throws IOException {
        LocalSqs sqs = start("Letters: {Type: AWS::SQS::Queue}", Optional.of(folder));
        SqsClient client = client(sqs);
        String url = sqs.queueUrls().get("Letters");
        Files.createFile(folder.resolve("Letters"));

        assertThatIOException().isThrownBy(() -> sqs.send("Letters", "lost"));
        Files.delete(folder.resolve("Letters"));
        sqs.send("Letters", "kept");

        assertThat(receive(client, url, 1)).extracting(Message::body).containsExactly("kept");
        assertThat(attributes(client, url)).containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
    }

    @Test
    void nothingIsStartedUntilSomebodyComes() throws IOException {
        Files.createDirectories(folder.resolve("Letters"));
        Files.writeString(folder.resolve("Letters").resolve("broken.json"), "{");

        LocalSqs sqs = start("Letters: {Type: AWS::SQS::Queue}", Optional.of(folder));
        assertThat(notices).isEmpty();

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> client(sqs).listQueues());
        assertThat(notices)
                .isNotEmpty()
                .allMatch(line -> line.startsWith("SQS does not start: "
                                + folder.resolve("Letters").resolve("broken.json") + " is not a message: ")
                        && line.endsWith("; move it to another folder"));
    }

    /** Their classes are there: some libraries that ElasticMQ asks for are left out. */
    @Test
    void operationsOnBatchesQueuesAndTagsAreAnswered() {
        LocalSqs sqs = start("Letters: {Type: AWS::SQS::Queue}", Optional.empty());
        SqsClient client = client(sqs);
        String url = sqs.queueUrls().get("Letters");

        client.sendMessageBatch(batch -> batch.queueUrl(url)
                .entries(List.of(
                        SendMessageBatchRequestEntry.builder()
                                .id("1")
                                .messageBody("one")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("2")
                                .messageBody("two")
                                .build())));
        List<Message> messages = receive(client, url, 2);
        String first = messages.get(0).receiptHandle();
        String second = messages.get(1).receiptHandle();
        client.changeMessageVisibility(
                change -> change.queueUrl(url).receiptHandle(first).visibilityTimeout(5));
        assertThat(client.changeMessageVisibilityBatch(batch -> batch.queueUrl(url)
                                .entries(List.of(ChangeMessageVisibilityBatchRequestEntry.builder()
                                        .id("1")
                                        .receiptHandle(second)
                                        .visibilityTimeout(0)
                                        .build())))
                        .successful())
                .hasSize(1);
        assertThat(client.deleteMessageBatch(batch -> batch.queueUrl(url)
                                .entries(List.of(DeleteMessageBatchRequestEntry.builder()
                                        .id("1")
                                        .receiptHandle(first)
                                        .build())))
                        .successful())
                .hasSize(1);
        client.purgeQueue(purge -> purge.queueUrl(url));
        client.tagQueue(tag -> tag.queueUrl(url).tags(Map.of("a", "b")));
        assertThat(client.listQueueTags(tags -> tags.queueUrl(url)).tags()).isEqualTo(Map.of("a", "b"));
        client.setQueueAttributes(
                set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "9")));
        String other = client.createQueue(create -> create.queueName("Other")
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"maxReceiveCount\":\"1\",\"deadLetterTargetArn\":"
                                        + "\"arn:aws:sqs:eu-west-1:123456789012:Letters\"}")))
                .queueUrl();
        assertThat(client.listDeadLetterSourceQueues(list -> list.queueUrl(url)).queueUrls())
                .containsExactly(other);
        client.deleteQueue(delete -> delete.queueUrl(other));
        assertThat(client.listQueues().queueUrls()).containsExactly(url);
    }

    @Test
    void portThatIsInUseIsTakenByNobodyElse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> start(
                            template("Letters: {Type: AWS::SQS::Queue}"),
                            OptionalInt.of(taken.getLocalPort()),
                            Optional.empty()))
                    .withMessage("port %d is in use: stop what listens there, or choose another;"
                                    .formatted(taken.getLocalPort())
                            + " --sqs-port 0 takes any free one");
        }
    }

    @Test
    void closedItAnswersNobody() {
        LocalSqs sqs = start("Letters: {Type: AWS::SQS::Queue}", Optional.empty());
        SqsClient client = client(sqs);
        client.listQueues();

        sqs.close();

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThatExceptionOfType(SdkException.class).isThrownBy(client::listQueues));
        assertThatIOException().isThrownBy(() -> sqs.send("Letters", "late"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VisibilityTimeout: 43201            | Letters.Properties.VisibilityTimeout (line 2): 43201 is out of range; use 0 to 43200
            MessageRetentionPeriod: 59          | Letters.Properties.MessageRetentionPeriod (line 2): 59 is out of range; use 60 to 1209600
            QueueName: a.b                      | a.b is not the name of a standard queue; it has up to 80 letters, digits, hyphens and underscores
            FifoQueue: true, QueueName: a       | a is not the name of a FIFO queue; it has up to 80 letters, digits, hyphens and underscores, with .fifo at its end
            RedrivePolicy: {maxReceiveCount: 1} | deadLetterTargetArn is missing
            """)
    void propertyThatSqsWouldRefuseIsRefused(String property, String message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> start(
                        "Letters: {Type: AWS::SQS::Queue, Properties: {%s}}".formatted(property), Optional.empty()))
                .withMessageContaining(message);
    }

    private LocalSqs start(String resources, Optional<Path> messages) {
        return start(template(resources), OptionalInt.of(0), messages);
    }

    private LocalSqs start(Template template, OptionalInt port, Optional<Path> messages) {
        LocalSqs sqs = LocalSqs.start(template, port, messages, Access.LOOPBACK, notices::add);
        open.add(sqs);
        return sqs;
    }

    private Template template(String resources) {
        try {
            Path file = Files.createTempFile(folder, "template", ".yaml");
            Files.writeString(file, "Resources:\n  " + resources);
            return Template.read(file, Map.of(), "eu-west-1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static Map<QueueAttributeName, String> attributes(SqsClient client, String url) {
        return client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private static List<Message> receive(SqsClient client, String url, int count) {
        List<Message> messages = new ArrayList<>();
        await().atMost(LIMIT).until(() -> {
            messages.addAll(client.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(1)
                            .messageAttributeNames("All"))
                    .messages());
            return messages.size() >= count;
        });
        assertThat(messages).hasSize(count);
        return messages;
    }
}
