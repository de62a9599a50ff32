package dev.streamecho.trigger.queue;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.EndpointVariables;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.Door;
import dev.streamecho.trigger.http.LocalServer;
import dev.streamecho.trigger.http.PageRules;
import dev.streamecho.trigger.mapping.MessageQueue;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The queues of a template, with SQS's API, in this process and for this machine only, unless the user opens it; with any
 * credentials and region. The port is
 * open from the start, and ElasticMQ starts with the first request or message. This class is thread-safe.
 *
 * <p>A message stays until it is deleted, however long its queue's {@code MessageRetentionPeriod} is.
 *
 * @see <a href="https://github.com/softwaremill/elasticmq">ElasticMQ</a>
 */
public final class LocalSqs implements AutoCloseable {
    /** The port that is taken if none is asked for and it is free. */
    public static final int DEFAULT_PORT = 9324;

    private final List<QueueDefinition> queues;
    private final List<QueueSettings> settings;
    private final ElasticMq.Place place;
    private final Optional<QueueJournal> journal;
    private final Consumer<String> notice;
    private final LocalServer server;

    // Guarded by this.
    private ElasticMq elasticMq;
    private boolean mayHaveMessages;
    private boolean closed;

    private LocalSqs(Template template, LocalServer server, Optional<Path> folder, Consumer<String> notice) {
        this.queues = template.queues();
        this.settings = queues.stream().map(QueueSettings::of).toList();
        this.place = new ElasticMq.Place(template.region(), template.accountId(), server.port());
        this.journal = folder.map(QueueJournal::new);
        this.mayHaveMessages = journal.isPresent();
        this.notice = notice;
        this.server = server;
    }

    /**
     * Takes the port.
     *
     * @param port 0 takes any free one; empty takes {@link #DEFAULT_PORT}, or any free one if it is in use
     * @param folder where the messages are kept, until they are deleted; in memory only if it is empty
     * @param access who may send requests besides this machine
     * @param notice takes, in one line, what went wrong without a caller to tell, and what was refused
     * @throws UserError if the port is in use, or SQS would refuse a queue of the template
     */
    public static LocalSqs start(
            Template template, OptionalInt port, Optional<Path> folder, Access access, Consumer<String> notice) {
        LocalServer server = bind(port, access);
        try {
            LocalSqs sqs = new LocalSqs(template, server, folder, notice);
            server.serve(new SqsHandler(sqs::running), Door.of("SQS", access, PageRules.NONE), notice);
            return sqs;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static LocalServer bind(OptionalInt port, Access access) {
        try {
            return LocalServer.bind(port.orElse(DEFAULT_PORT), "--sqs-port", access);
        } catch (UserError e) {
            if (port.isEmpty()) {
                return bind(OptionalInt.of(0), access);
            }
            throw e;
        }
    }

    /** Where clients reach it. */
    public URI endpoint() {
        return URI.create("http://localhost:" + place.port());
    }

    /** The queues' URLs by logical id, in the template's order. */
    public Map<String, String> queueUrls() {
        Map<String, String> urls = new LinkedHashMap<>();
        queues.forEach(queue ->
                urls.put(queue.logicalId(), "%s/%s/%s".formatted(endpoint(), place.accountId(), queue.queueName())));
        return urls;
    }

    /**
     * Returns how many messages the queues have, by logical id, in the template's order. While nobody has used SQS it is not
     * started for that.
     *
     * @throws IOException if they cannot be asked, as when it is closed
     */
    public Map<String, MessageCounts> counts() throws IOException {
        Map<String, MessageCounts> counts = new LinkedHashMap<>();
        for (QueueDefinition queue : queues) {
            counts.put(queue.logicalId(), new LocalQueue(queue.queueName(), this).counts());
        }
        return counts;
    }

    /** What the functions' environment needs, so that their own calls to SQS arrive here. */
    public Map<String, String> environment() {
        return EndpointVariables.sqs(endpoint());
    }

    /** The name of the template's queue with this ARN; empty if it is none of the template. */
    public Optional<String> queueName(String arn) {
        return queues.stream()
                .filter(queue -> queue.arn().equals(arn))
                .map(QueueDefinition::queueName)
                .findFirst();
    }

    /**
     * Puts a message into a queue of the template; it is kept when the call returns.
     *
     * @throws IOException if it could not be kept
     */
    void send(String queueName, String body) throws IOException {
        running().send(queueName, body, Map.of());
    }

    /**
     * Puts a message with attributes into a queue of the template; it is kept when the call returns.
     *
     * @param attributes of type {@code String}
     * @return whether there is such a queue
     * @throws IOException if it could not be kept
     */
    public boolean sendTo(String queueArn, String body, Map<String, String> attributes) throws IOException {
        Optional<String> queue = queueName(queueArn);
        if (queue.isPresent()) {
            Map<String, KeptMessage.Attribute> typed = new LinkedHashMap<>();
            attributes.forEach((name, value) -> typed.put(name, new KeptMessage.Attribute("String", value)));
            running().send(queue.get(), body, typed);
        }
        return queue.isPresent();
    }

    /**
     * A queue of the template, for the mapping that reads it.
     *
     * @throws java.util.NoSuchElementException if the template has none of that name
     */
    public MessageQueue queue(String queueName) {
        return queues.stream()
                .map(QueueDefinition::queueName)
                .filter(queueName::equals)
                .findFirst()
                .map(name -> new LocalQueue(name, this))
                .orElseThrow();
    }

    /**
     * Starts ElasticMQ beside whatever else happens: whoever sends the first message would wait for it, and a function might
     * reach its timeout.
     */
    public void startSoon() {
        Thread start = new Thread(
                () -> {
                    try {
                        started();
                    } catch (IOException e) {
                        // Whoever needs it tries again, and tells.
                    }
                },
                "SQS starts");
        start.setDaemon(true);
        start.start();
    }

    /** It runs when this returns; that it does not is reported, as it has no other caller who would. */
    synchronized ElasticMq running() throws IOException {
        try {
            return started();
        } catch (IOException e) {
            if (!closed) {
                notice.accept("SQS does not start: " + e.getMessage());
            }
            throw e;
        }
    }

    /**
     * Waits until somebody has used it, before which no queue has a message but those that were kept.
     *
     * @return empty if nobody has yet
     */
    synchronized Optional<ElasticMq> awaitUse(Duration longest) throws IOException, InterruptedException {
        if (elasticMq == null && mayHaveMessages && journal.isPresent()) {
            mayHaveMessages = journal.get().hasMessages();
            if (mayHaveMessages) {
                return Optional.of(started());
            }
        }
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (elasticMq == null && !closed && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return closed ? Optional.empty() : Optional.ofNullable(elasticMq);
    }

    private synchronized ElasticMq started() throws IOException {
        if (closed) {
            throw new IOException("SQS is closed");
        }
        if (elasticMq == null) {
            elasticMq = ElasticMq.start(place, settings, journal, notice);
            notifyAll();
        }
        return elasticMq;
    }

    /** Stops listening; what is not kept in a folder is gone. */
    @Override
    public void close() {
        server.close();
        synchronized (this) {
            closed = true;
            notifyAll();
            if (elasticMq != null) {
                elasticMq.close();
            }
        }
    }
}
