package dev.streamecho.trigger.redrive;

import java.net.URI;
import java.util.List;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue in ElasticMQ, in this process. */
final class TestQueue implements AutoCloseable {
    private final SQSRestServer server;
    private final AwsClients clients;
    private final SqsClient client;
    private final String url;

    TestQueue() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        clients = AwsClients.local(URI.create("http://127.0.0.1:" + port));
        client = clients.sqs("us-east-1");
        url = client.createQueue(create -> create.queueName("FailedBatches")).queueUrl();
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

    /** How many messages can be received now. */
    int visible() {
        return Integer.parseInt(
                client.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes()
                        .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
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
        server.stopAndWait();
    }
}
