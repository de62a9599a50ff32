package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The batches that mappings discarded: shows them, reads their records again from the stream, and puts them through their
 * function again.
 *
 * <pre>{@code
 * try (Redrive redrive = Redrive.onAws(new AwsSettings("eu-west-1", none, none, none))) {
 *     RedriveSettings settings = new RedriveSettings(1, false, false, Optional.empty());
 *     RedriveTotals totals = redrive.redriveQueue(queueUrl, 1_000, settings, listener);
 * }
 * }</pre>
 *
 * <p>Nothing is lost whenever it is interrupted: a message stays in its queue until each of its records was handled. This
 * class is not thread-safe.
 */
public final class Redrive implements AutoCloseable {
    /** How long a message that is being read, or that a killed reader left, is hidden from other readers. */
    public static final Duration VISIBILITY_TIMEOUT = FailureQueue.VISIBILITY_TIMEOUT;

    private final Deployment deployment;
    private final AwsClients clients;
    private final String region;

    private Redrive(Deployment deployment, AwsClients clients, String region) {
        this.deployment = deployment;
        this.clients = clients;
        this.region = region;
    }

    /** Returns the discarded batches of AWS, or of what stands in for it. Nothing is asked yet. */
    public static Redrive onAws(AwsSettings settings) {
        AwsClients clients = AwsClients.of(settings.endpoint(), settings.profile());
        return new Redrive(new AwsDeployment(clients, settings.functionName()), clients, settings.region());
    }

    /**
     * Returns the discarded batches of a local trigger. Nothing is asked yet.
     *
     * @param dynamoDb the address of its DynamoDB, whose streams are read
     * @param sqs the address of its queues; empty if only files are redriven
     * @param functions its mappings and functions, closed with this
     */
    public static Redrive local(URI dynamoDb, Optional<URI> sqs, String region, MappedFunctions functions) {
        Deployment deployment = new LocalDeployment(AwsClients.local(dynamoDb), region, functions);
        return new Redrive(deployment, AwsClients.local(sqs.orElse(dynamoDb)), region);
    }

    /** Returns whether a string names an object in S3, rather than a file. */
    public static boolean isObject(String file) {
        return S3Objects.isAddress(file);
    }

    /**
     * Returns what a queue of discarded batches has. Its messages are hidden from others while it reads, and then as
     * before.
     *
     * @param most up to how many messages are read
     * @param withRecords whether the records are read too
     * @throws UserError if there is no such queue, or it cannot be read
     */
    public QueueReport report(String queueUrl, int most, boolean withRecords) throws InterruptedException {
        FailureQueue queue = queue(queueUrl);
        FailureQueue.Count before = queue.count();
        Optional<BatchReader> reader = withRecords ? Optional.of(new BatchReader(false)) : Optional.empty();
        StreamCheck check = new StreamCheck(deployment);
        List<MessageReport> messages = new ArrayList<>();
        try (Claim claim = queue.claim(most)) {
            for (QueueMessage message : claim.messages()) {
                messages.add(MessageReport.of(message, deployment, check, reader));
            }
        }
        return new QueueReport(queueUrl, before.visible(), before.inFlight(), messages);
    }

    /**
     * Redrives the batches that a queue's messages describe, and deletes each message of which every record was handled.
     * The others are visible again when this returns, or when the process ends.
     *
     * @param most up to how many messages are redriven
     * @throws UserError if there is no such queue, or it cannot be read
     */
    public RedriveTotals redriveQueue(String queueUrl, int most, RedriveSettings settings, RedriveListener listener)
            throws InterruptedException {
        return redriveMessages(queueUrl, message -> true, most, settings, listener);
    }

    /**
     * Redrives the batch that one message describes, as {@link #redriveQueue} does with all.
     *
     * @param messageId of the message; if there is none, nothing is done
     * @param most up to how many messages are read to find it
     * @throws UserError if there is no such queue, or it cannot be read
     */
    public RedriveTotals redriveMessage(
            String queueUrl, String messageId, int most, RedriveSettings settings, RedriveListener listener)
            throws InterruptedException {
        return redriveMessages(queueUrl, message -> message.id().equals(messageId), most, settings, listener);
    }

    private RedriveTotals redriveMessages(
            String queueUrl,
            Predicate<QueueMessage> which,
            int most,
            RedriveSettings settings,
            RedriveListener listener)
            throws InterruptedException {
        FailureQueue queue = queue(queueUrl);
        FailureQueue.Count before = queue.count();
        try (Claim claim = queue.claim(most)) {
            Thread giveBack = new Thread(claim::close, "end of the redrive");
            Runtime.getRuntime().addShutdownHook(giveBack);
            try {
                RedriveRun run = run(settings, listener);
                run.redrive(claim.messages().stream()
                        .filter(which)
                        .map(message ->
                                RedriveItem.of("message " + message.id(), message.body(), () -> claim.delete(message)))
                        .toList());
                return run.totals(before);
            } finally {
                takeBack(giveBack);
            }
        }
    }

    private static void takeBack(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // It runs.
        }
    }

    /**
     * Redrives the batches that files describe, which are kept.
     *
     * @param files paths, or objects as {@code s3://bucket/key}
     * @throws UserError if one of them cannot be read; then none was redriven
     */
    public RedriveTotals redriveFiles(List<String> files, RedriveSettings settings, RedriveListener listener)
            throws InterruptedException {
        List<RedriveItem> items = new ArrayList<>();
        for (String file : files) {
            String content = isObject(file) ? new S3Objects(clients, region).read(file) : read(file);
            items.add(RedriveItem.of(file, content, () -> {}));
        }
        RedriveRun run = run(settings, listener);
        run.redrive(items);
        return run.totals();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new UserError(
                    "--file %s cannot be read; name a file with the description of a batch".formatted(file), e);
        }
    }

    private FailureQueue queue(String url) {
        return new FailureQueue(clients.sqs(region), url);
    }

    private RedriveRun run(RedriveSettings settings, RedriveListener listener) {
        BatchReader reader = new BatchReader(settings.ignoresFilter());
        return new RedriveRun(new BatchRedriver(deployment, reader, handler(settings)), listener);
    }

    private RecordsHandler handler(RedriveSettings settings) {
        if (settings.toFile().isPresent()) {
            return new EventFiles(settings.toFile().get());
        }
        return settings.dryRun() ? RecordsHandler.DRY_RUN : new Invoker(deployment, settings.attempts());
    }

    /** Ends the functions that were started for this, and closes the connections. */
    @Override
    public void close() {
        deployment.close();
        clients.close();
    }
}
