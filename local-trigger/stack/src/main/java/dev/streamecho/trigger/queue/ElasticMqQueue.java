package dev.streamecho.trigger.queue;

import dev.streamecho.trigger.mapping.MessageQueue;
import dev.streamecho.trigger.mapping.QueueMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageData;
import org.elasticmq.MessageId;
import org.elasticmq.QueueStatistics;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.LookupMessage;
import org.elasticmq.msg.ReceiveMessages;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Left;

/**
 * A queue of ElasticMQ, read within this process. Whoever waits for messages is woken by one that is sent, or whose visibility
 * timeout or delay is over; not by one that comes from a queue whose dead letters it gets.
 */
final class ElasticMqQueue implements MessageQueue {
    private final ActorRef actor;
    private final String accountId;
    private final Map<String, String> arns;

    /**
     * Makes a reader.
     *
     * @param accountId whose queue it is, and for want of another, who sent its messages
     * @param arns of the queues, by name
     */
    ElasticMqQueue(ActorRef actor, String accountId, Map<String, String> arns) {
        this.actor = actor;
        this.accountId = accountId;
        this.arns = arns;
    }

    @Override
    public List<QueueMessage> receive(int count, Duration longestWait) throws IOException {
        Object received = ElasticMq.ask(
                actor,
                new ReceiveMessages(
                        DefaultVisibilityTimeout$.MODULE$, count, Option.apply(longestWait), Option.empty()));
        List<QueueMessage> messages = new ArrayList<>();
        for (Object message : CollectionConverters.asJava((Seq<?>) received)) {
            messages.add(ElasticMqMessages.received((MessageData) message, accountId, arns));
        }
        return messages;
    }

    @Override
    public List<QueueMessage> delete(List<QueueMessage> messages) throws IOException {
        List<CompletionStage<Object>> answers = messages.stream()
                .map(message -> new DeleteMessage(new DeliveryReceipt(message.receiptHandle())))
                .map(delete -> ElasticMq.begin(actor, delete))
                .toList();
        List<QueueMessage> late = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            boolean isRefused = ElasticMq.await(answers.get(i)) instanceof Left;
            // One that is not there any more was deleted by the function itself.
            if (isRefused && isThere(messages.get(i))) {
                late.add(messages.get(i));
            }
        }
        return late;
    }

    @Override
    public boolean isEmpty() throws IOException {
        return counts().equals(MessageCounts.NONE);
    }

    MessageCounts counts() throws IOException {
        QueueStatistics messages =
                (QueueStatistics) ElasticMq.ask(actor, new GetQueueStatistics(System.currentTimeMillis()));
        return new MessageCounts(
                messages.approximateNumberOfVisibleMessages(),
                messages.approximateNumberOfInvisibleMessages(),
                messages.approximateNumberOfMessagesDelayed());
    }

    private boolean isThere(QueueMessage message) throws IOException {
        Object found = ElasticMq.ask(actor, new LookupMessage(new MessageId(message.messageId())));
        return ((Option<?>) found).isDefined();
    }
}
