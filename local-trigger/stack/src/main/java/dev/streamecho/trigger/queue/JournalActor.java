package dev.streamecho.trigger.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Status;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.OperationUnsupported$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Writes down what ElasticMQ does to messages. ElasticMQ answers a client after this has answered, and not at all if this
 * has failed.
 *
 * <p>A message that goes to a dead-letter queue is reported as removed from one queue and added to another, in any order. So
 * the file of one that may be on its way stays a moment longer: rather twice than nowhere, whenever this process is killed.
 */
final class JournalActor extends AbstractActor {
    private static final Duration LONGEST_WAY = Duration.ofSeconds(1);

    private final QueueJournal journal;
    private final Map<String, OptionalInt> queues;
    private final Consumer<String> notice;

    /** Ids of messages that were received as often as their queue allows. */
    private final Set<String> lastReceived = new HashSet<>();

    /** By id, those of them that were removed, and may be on their way. */
    private final Map<String, Removed> mayBeMoving = new HashMap<>();

    private record Removed(String queue, String messageId) {}

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    /**
     * Keeps the messages of queues; of others, which functions make for themselves, nothing outlasts ElasticMQ.
     *
     * @param queues by name, how often a message is received before it goes to the dead-letter queue, if there is one
     */
    JournalActor(QueueJournal journal, Map<String, OptionalInt> queues, Consumer<String> notice) {
        this.journal = journal;
        this.queues = queues;
        this.notice = notice;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, this::added)
                .match(QueueEvent.MessageRemoved.class, this::removed)
                .match(QueueEvent.MessageUpdated.class, this::received)
                .match(Removed.class, this::forget)
                .matchAny(ofQueues -> {})
                .build();
    }

    private void added(QueueEvent.MessageAdded added) {
        String id = added.message().id();
        write(added.queueName(), id, () -> {
            journal.keep(added.queueName(), ElasticMqMessages.toKeep(added.message()));
            Removed before = mayBeMoving.remove(id);
            if (before != null) {
                journal.remove(before.queue(), id);
            }
        });
    }

    private void removed(QueueEvent.MessageRemoved event) {
        Removed message = new Removed(event.queueName(), event.messageId());
        if (lastReceived.remove(message.messageId())) {
            mayBeMoving.put(message.messageId(), message);
            ActorSystem system = getContext().getSystem();
            system.scheduler().scheduleOnce(LONGEST_WAY, getSelf(), message, system.dispatcher(), getSelf());
            getSender().tell(OperationSuccessful$.MODULE$, getSelf());
        } else {
            write(message.queue(), message.messageId(), () -> journal.remove(message.queue(), message.messageId()));
        }
    }

    private void received(QueueEvent.MessageUpdated updated) {
        OptionalInt maxReceiveCount = queues.getOrDefault(updated.queueName(), OptionalInt.empty());
        if (maxReceiveCount.isPresent() && updated.message().receiveCount() >= maxReceiveCount.getAsInt()) {
            lastReceived.add(updated.message().id());
        }
        getSender().tell(OperationUnsupported$.MODULE$, getSelf());
    }

    /** It was not on its way, but handled at last. */
    private void forget(Removed message) {
        if (mayBeMoving.remove(message.messageId(), message)) {
            try {
                journal.remove(message.queue(), message.messageId());
            } catch (IOException e) {
                tell(message.queue(), message.messageId(), e);
            }
        }
    }

    @Override
    public void postStop() {
        List.copyOf(mayBeMoving.values()).forEach(this::forget);
    }

    private void tell(String queue, String messageId, IOException e) {
        notice.accept("message %s of queue %s cannot be kept or removed: %s".formatted(messageId, queue, e));
    }

    private void write(String queue, String messageId, Writing writing) {
        if (queues.containsKey(queue)) {
            try {
                writing.write();
            } catch (IOException e) {
                tell(queue, messageId, e);
                getSender().tell(new Status.Failure(e), getSelf());
                return;
            }
        }
        getSender().tell(OperationSuccessful$.MODULE$, getSelf());
    }
}
