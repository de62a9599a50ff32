package dev.streamecho.trigger.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.msg.UpdateQueueDeadLettersQueue;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.util.Right;

/** ElasticMQ, running, with the queues of a template and what was kept of their messages. This class is thread-safe. */
final class ElasticMq implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** Few threads and ticks, as it mostly waits. No log, no hook, no exit: the trigger prints what there is to print, and ends it. */
    private static final Config CONFIG = ConfigFactory.parseString("""
            pekko {
              loggers = []
              loglevel = OFF
              stdout-loglevel = OFF
              logging-filter = "org.apache.pekko.event.DefaultLoggingFilter"
              scheduler.tick-duration = 50ms
              jvm-shutdown-hooks = off
              jvm-exit-on-fatal-error = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              actor.default-dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 2 }
              actor.internal-dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 2 }
            }
            """);

    private final Optional<QueueJournal> journal;
    private final ActorSystem system;
    private final PortlessHttp http;
    private final Map<String, ActorRef> queues = new HashMap<>();
    private final Map<String, String> arns = new HashMap<>();
    private final String accountId;

    private ElasticMq(Optional<QueueJournal> journal, String accountId) {
        this.journal = journal;
        this.accountId = accountId;
        this.system = ActorSystem.create("elasticmq", CONFIG.withFallback(ConfigFactory.load()));
        this.http = PortlessHttp.install(system);
    }

    /**
     * Whose queues they are, and where clients reach them.
     *
     * @param port which is named in the queues' URLs
     */
    record Place(String region, String accountId, int port) {

        private NodeAddress address() {
            return new NodeAddress("http", "localhost", port, "");
        }
    }

    /**
     * Starts it, without a port.
     *
     * @param journal where the messages are kept; in memory only if it is empty
     * @throws IOException if it does not start, or what was kept cannot be read
     */
    static ElasticMq start(
            Place place, List<QueueSettings> settings, Optional<QueueJournal> journal, Consumer<String> notice)
            throws IOException {
        ElasticMq elasticMq = new ElasticMq(journal, place.accountId());
        try {
            ActorRef manager = elasticMq.startManager(settings, notice);
            for (QueueSettings queue : settings) {
                elasticMq.create(queue, manager);
            }
            for (QueueSettings queue : settings) {
                elasticMq.joinDeadLetters(queue, settings);
            }
            elasticMq.serve(place, manager);
            return elasticMq;
        } catch (IOException | RuntimeException e) {
            elasticMq.close();
            throw e;
        }
    }

    private ActorRef startManager(List<QueueSettings> settings, Consumer<String> notice) {
        Map<String, OptionalInt> queuesToKeep = settings.stream()
                .collect(Collectors.toUnmodifiableMap(QueueSettings::name, queue -> maxReceiveCount(queue, settings)));
        Option<ActorRef> listener = OptionConverters.toScala(journal.map(open ->
                system.actorOf(Props.create(JournalActor.class, () -> new JournalActor(open, queuesToKeep, notice)))));
        return system.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, listener)));
    }

    private void create(QueueSettings queue, ActorRef manager) throws IOException {
        CreateQueue create = new CreateQueue(new CreateQueueData(
                queue.name(),
                Option.apply(
                        new MillisVisibilityTimeout(queue.visibilityTimeout().toMillis())),
                Option.apply(queue.delay()),
                Option.apply(queue.receiveMessageWaitTime()),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                queue.isFifo(),
                queue.contentBasedDeduplication(),
                Option.empty(),
                Option.empty(),
                Map$.MODULE$.empty()));
        if (!(ask(manager, create) instanceof Right<?, ?> created)) {
            throw new IOException("ElasticMQ does not make the queue " + queue.name());
        }
        ActorRef actor = (ActorRef) created.value();
        queues.put(queue.name(), actor);
        arns.put(queue.name(), queue.arn());
        if (journal.isPresent()) {
            ask(actor, new RestoreMessages(restored(queue, journal.get().messages(queue.name()))));
        }
    }

    private static scala.collection.immutable.List<InternalMessage> restored(
            QueueSettings queue, List<KeptMessage> messages) {
        List<InternalMessage> restored = new ArrayList<>();
        for (KeptMessage message : messages) {
            restored.add(ElasticMqMessages.restored(message, queue.isFifo(), restored.size()));
        }
        return CollectionConverters.asScala(restored).toList();
    }

    /** After all are made, as a queue may come before the one that gets its dead letters. */
    private void joinDeadLetters(QueueSettings queue, List<QueueSettings> all) throws IOException {
        Optional<String> target = deadLetterQueue(queue, all);
        if (target.isPresent()) {
            ask(
                    queues.get(queue.name()),
                    new UpdateQueueDeadLettersQueue(
                            Option.apply(new DeadLettersQueueData(target.get(), queue.maxReceiveCount())),
                            Option.apply(queues.get(target.get()))));
        }
    }

    /** The name of the queue of the template that gets its dead letters. */
    private static Optional<String> deadLetterQueue(QueueSettings queue, List<QueueSettings> all) {
        return all.stream()
                .filter(other -> queue.deadLetterTargetArn().equals(Optional.of(other.arn())))
                .map(QueueSettings::name)
                .findFirst();
    }

    private static OptionalInt maxReceiveCount(QueueSettings queue, List<QueueSettings> all) {
        return deadLetterQueue(queue, all).isPresent() ? OptionalInt.of(queue.maxReceiveCount()) : OptionalInt.empty();
    }

    private void serve(Place place, ActorRef manager) {
        SQSRestServerBuilder.withActorSystem(system)
                .withQueueManagerActor(manager)
                .withServerAddress(place.address())
                .withAWSRegion(place.region())
                .withAWSAccountId(place.accountId())
                .start();
    }

    /** Answers a request of SQS's API. */
    CompletionStage<HttpResponse> answer(HttpRequest request) {
        return http.answer(request);
    }

    ActorSystem system() {
        return system;
    }

    /**
     * Puts a message into a queue; it is kept when the call returns.
     *
     * @throws IOException if it could not be kept
     */
    void send(String queue, String body, Map<String, KeptMessage.Attribute> attributes) throws IOException {
        KeptMessage message =
                KeptMessage.of(UUID.randomUUID().toString(), body, attributes, System.currentTimeMillis());
        // Before ElasticMQ has it, and not after: what could not be kept is not in the queue, and may be sent again.
        if (journal.isPresent()) {
            journal.get().keep(queue, message);
        }
        ask(queues.get(queue), new SendMessage(ElasticMqMessages.toSend(message)));
    }

    /** A queue as its readers see it. */
    ElasticMqQueue queue(String name) {
        return new ElasticMqQueue(queues.get(name), accountId, arns);
    }

    /** Returns the answer of an actor. */
    static Object ask(ActorRef actor, Object message) throws IOException {
        return await(begin(actor, message), LIMIT);
    }

    /** Asks an actor, whose answer is awaited later. */
    static CompletionStage<Object> begin(ActorRef actor, Object message) {
        return Patterns.ask(actor, message, LIMIT);
    }

    /** Returns an answer for which an actor was asked. */
    static Object await(CompletionStage<Object> answer) throws IOException {
        return await(answer, LIMIT);
    }

    private static <T> T await(CompletionStage<T> answer, Duration limit) throws IOException {
        try {
            return answer.toCompletableFuture().get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("ElasticMQ: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("ElasticMQ has not answered within %d s".formatted(limit.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while ElasticMQ was asked");
        }
    }

    @Override
    public void close() {
        try {
            await(FutureConverters.asJava(system.terminate()), CLOSE_LIMIT);
        } catch (IOException e) {
            // Its threads are daemons: it ends with the process.
        }
    }
}
