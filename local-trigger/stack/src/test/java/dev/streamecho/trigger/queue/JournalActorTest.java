package dev.streamecho.trigger.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import dev.streamecho.trigger.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.QueueEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of messages that go to a dead-letter queue, after each of the events in which ElasticMQ reports it. */
class JournalActorTest {
    @TempDir
    private Path folder;

    private final ActorSystem system = ActorSystem.create("journal", ConfigFactory.load());
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private QueueJournal journal;
    private ActorRef actor;

    @BeforeEach
    void start() {
        journal = new QueueJournal(folder);
        Map<String, OptionalInt> queues = Map.of("Jobs", OptionalInt.of(2), "Dead", OptionalInt.empty());
        actor = system.actorOf(Props.create(JournalActor.class, () -> new JournalActor(journal, queues, notices::add)));
    }

    @AfterEach
    void end() {
        system.terminate();
        assertThat(notices).isEmpty();
    }

    @Test
    void aDeadLetterIsInOneOfTheTwoQueuesAtAnyTime() throws Exception {
        tell(new QueueEvent.MessageAdded("Jobs", message(0)));
        tell(new QueueEvent.MessageUpdated("Jobs", message(2)));

        tell(new QueueEvent.MessageRemoved("Jobs", "id"));
        assertThat(ids("Jobs")).as("before it is added to the other").containsExactly("id");

        tell(new QueueEvent.MessageAdded("Dead", message(2)));
        assertThat(ids("Jobs")).isEmpty();
        assertThat(ids("Dead")).containsExactly("id");
    }

    @Test
    void aMessageThatWasHandledAtLastIsForgottenAMomentLater() throws Exception {
        tell(new QueueEvent.MessageAdded("Jobs", message(0)));
        tell(new QueueEvent.MessageUpdated("Jobs", message(2)));

        tell(new QueueEvent.MessageRemoved("Jobs", "id"));

        await().atMost(Patience.LIMIT).until(() -> ids("Jobs").isEmpty());
    }

    @Test
    void aMessageThatWasHandledBeforeIsForgottenAtOnce() throws Exception {
        tell(new QueueEvent.MessageAdded("Jobs", message(0)));
        tell(new QueueEvent.MessageUpdated("Jobs", message(1)));

        tell(new QueueEvent.MessageRemoved("Jobs", "id"));

        assertThat(ids("Jobs")).isEmpty();
    }

    private void tell(QueueEvent event) throws Exception {
        Patterns.ask(actor, event, Patience.LIMIT)
                .toCompletableFuture()
                .get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private List<String> ids(String queue) throws IOException {
        return journal.messages(queue).stream().map(KeptMessage::messageId).toList();
    }

    private static InternalMessage message(int receiveCount) {
        InternalMessage message = ElasticMqMessages.restored(KeptMessage.of("id", "body", Map.of(), 1_000), false, 0);
        message.receiveCount_$eq(receiveCount);
        return message;
    }
}
