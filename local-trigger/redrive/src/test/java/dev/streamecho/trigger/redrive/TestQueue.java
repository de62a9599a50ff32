package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.queue.LocalSqs;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue of the local SQS. */
final class TestQueue implements AutoCloseable {
    private final LocalSqs sqs;
    private final AwsClients clients;
    private final SqsClient client;
    private final String url;

    /** Starts it, with a template in the folder. */
    TestQueue(Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("template.yaml"), "Resources: {FailedBatches: {Type: AWS::SQS::Queue}}");
        Template template = Template.read(file, Map.of(), "us-east-1");
        sqs = LocalSqs.start(template, OptionalInt.of(0), Optional.empty(), Access.LOOPBACK, notice -> {});
        clients = AwsClients.local(sqs.endpoint());
        client = clients.sqs("us-east-1");
        url = sqs.queueUrls().get("FailedBatches");
        // The first call waits for the server's start, on a busy machine longer than a client does. This one may be
        // repeated.
        client.getQueueUrl(request -> request.queueName("FailedBatches"));
    }

    FailureQueue queue() {
        return new FailureQueue(client, url);
    }

    FailureQueue queue(String otherUrl) {
        return new FailureQueue(client, otherUrl);
    }

    String url() {
        return url;
    }

    void send(String... bodies) {
        for (String body : bodies) {
            client.sendMessage(send -> send.queueUrl(url).messageBody(body));
        }
    }

    /** What is in the queue, each message once. */
    List<String> bodies() {
        try (Claim claim = queue().claim(100)) {
            return claim.messages().stream().map(QueueMessage::body).toList();
        }
    }

    @Override
    public void close() {
        clients.close();
        sqs.close();
    }
}
