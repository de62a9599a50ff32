package dev.streamecho.trigger.queue;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Status;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.OperationUnsupported$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Writes down what ElasticMQ does to messages. ElasticMQ answers a client after this has answered, and not at all if this
 * has failed.
 */
final class JournalActor extends AbstractActor {
    private final QueueJournal journal;
    private final Set<String> queues;
    private final Consumer<String> notice;

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    /** Keeps the messages of these queues; of others, which functions make for themselves, nothing outlasts ElasticMQ. */
    JournalActor(QueueJournal journal, Set<String> queues, Consumer<String> notice) {
        this.journal = journal;
        this.queues = queues;
        this.notice = notice;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        QueueEvent.MessageAdded.class,
                        added -> write(
                                added.queueName(),
                                added.message().id(),
                                () -> journal.keep(added.queueName(), ElasticMqMessages.toKeep(added.message()))))
                .match(
                        QueueEvent.MessageRemoved.class,
                        removed -> write(
                                removed.queueName(),
                                removed.messageId(),
                                () -> journal.remove(removed.queueName(), removed.messageId())))
                .match(
                        QueueEvent.MessageUpdated.class,
                        received -> getSender().tell(OperationUnsupported$.MODULE$, getSelf()))
                .matchAny(ofQueues -> {})
                .build();
    }

    private void write(String queue, String messageId, Writing writing) {
        if (queues.contains(queue)) {
            try {
                writing.write();
            } catch (IOException e) {
                notice.accept("message %s of queue %s cannot be kept or removed: %s".formatted(messageId, queue, e));
                getSender().tell(new Status.Failure(e), getSelf());
                return;
            }
        }
        getSender().tell(OperationSuccessful$.MODULE$, getSelf());
    }
}
