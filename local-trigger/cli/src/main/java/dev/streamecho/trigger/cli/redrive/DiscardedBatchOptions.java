package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.EndpointConverter;
import dev.streamecho.trigger.cli.options.RunFile;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.redrive.AwsSettings;
import dev.streamecho.trigger.redrive.Redrive;
import dev.streamecho.trigger.stack.OnFailurePlaces;
import dev.streamecho.trigger.template.Template;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where {@code failures} and {@code redrive} find the discarded batches, their streams and functions. */
final class DiscardedBatchOptions {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    /** Of a standard queue, 120,000 messages can be in flight. */
    private static final int MOST = 100_000;

    /** The regional, FIPS, dual-stack, private and old forms of a host of AWS's SQS. */
    private static final Pattern AWS_HOST =
            Pattern.compile("(?:[a-z0-9-]+\\.)*?([a-z]{2}(?:-[a-z]+)+-\\d)(?:\\.queue|\\.vpce)?"
                    + "\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)");

    @Mixin
    private TemplateOptions template;

    @Option(
            names = "--queue-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "The queue. Default: that of the local trigger that runs in this folder.")
    private URI queueUrl;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Takes up to this many messages. Default: ${DEFAULT-VALUE}.")
    private int max;

    @Option(
            names = "--function-name",
            paramLabel = "NAME",
            description =
                    "The function to invoke, by name, ARN or logical id. Default: the one that the message names.")
    private String functionName;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "The address of an emulator of AWS, with SQS, Lambda, S3, DynamoDB and its streams.")
    private URI endpoint;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile of the shared AWS configuration. Default: as in every AWS tool.")
    private String profile;

    /** A queue of discarded batches, and what can be done with them; closed together. */
    record OpenQueue(Redrive redrive, String url) implements AutoCloseable {

        @Override
        public void close() {
            redrive.close();
        }
    }

    /**
     * Returns up to how many messages are taken.
     *
     * @throws UserError if that is not possible
     */
    int max() {
        if (max < 1 || max > MOST) {
            throw new UserError("--max %d: use 1 to %d".formatted(max, MOST));
        }
        return max;
    }

    /**
     * Finds a queue, and where its batches came from.
     *
     * @param log gets the lines of a function that runs here
     * @throws UserError if nothing says where it is
     */
    OpenQueue open(Screen log) {
        if (endpoint != null) {
            if (queueUrl == null) {
                throw new UserError("--endpoint-url " + endpoint + ": say with --queue-url which queue to read");
            }
            return new OpenQueue(onAws(template.region()), queueUrl.toString());
        }
        Optional<RunningTrigger> running = RunFile.HERE.find();
        if (queueUrl == null) {
            return local(
                    running.orElseThrow(() -> new UserError("no local trigger runs in this folder: start it with "
                            + Launcher.command("run") + ", or say with --queue-url which queue to read")),
                    log);
        }
        boolean isLocal =
                running.flatMap(RunningTrigger::sqs).filter(this::isOfQueue).isPresent();
        return isLocal ? local(running.get(), log) : new OpenQueue(onAws(regionOf(queueUrl)), queueUrl.toString());
    }

    /**
     * Finds where batches came from that files describe: a local trigger that runs in this folder, else AWS.
     *
     * @param inS3 whether some of the files are objects in S3
     */
    Redrive openForFiles(Screen log, boolean inS3) {
        if (queueUrl != null) {
            throw new UserError("--queue-url " + queueUrl + ": with --file no queue is read; leave one of them out");
        }
        Optional<RunningTrigger> running = RunFile.HERE.find();
        return endpoint != null || inS3 || running.isEmpty()
                ? onAws(template.region())
                : local(running.get(), Optional.empty(), template.readAsIn(running.get(), log::line), log);
    }

    private boolean isOfQueue(URI sqs) {
        return sqs.getPort() == queueUrl.getPort() && LOOPBACK.contains(queueUrl.getHost());
    }

    private Redrive onAws(String region) {
        return Redrive.onAws(new AwsSettings(
                region,
                Optional.ofNullable(endpoint),
                Optional.ofNullable(profile),
                Optional.ofNullable(functionName)));
    }

    private OpenQueue local(RunningTrigger running, Screen log) {
        Template read = template.readAsIn(running, log::line);
        String url = queueUrl == null
                ? onFailureQueue(running, OnFailurePlaces.of(read, TriggerFolder.PATH))
                : queueUrl.toString();
        return new OpenQueue(local(running, running.sqs(), read, log), url);
    }

    private Redrive local(RunningTrigger running, Optional<URI> sqs, Template read, Screen log) {
        TemplateFunctions functions = new TemplateFunctions(running, read, Optional.ofNullable(functionName), log);
        return Redrive.local(running.dynamoDb(), sqs, read.region(), functions);
    }

    /**
     * Returns the URL of the queue that discarded batches go to, not of any other that the template has.
     *
     * @throws UserError if there is none, or several
     */
    static String onFailureQueue(RunningTrigger running, OnFailurePlaces places) {
        List<String> urls = places.queues().stream()
                .flatMap(queue -> Optional.ofNullable(running.queues().get(queue)).stream())
                .toList();
        if (urls.size() == 1) {
            return urls.get(0);
        }
        if (!urls.isEmpty()) {
            throw new UserError(
                    "%d queues of the local trigger are OnFailure destinations: say with --queue-url which one to read (%s)"
                            .formatted(urls.size(), String.join(", ", urls)));
        }
        throw new UserError(
                places.folders().isEmpty()
                        ? "the local trigger that runs in this folder has no queue as OnFailure destination: name one in "
                                + running.template()
                        : "the local trigger that runs in this folder has no queue as OnFailure destination; what its destinations get are files: %s --file $(find %s -type f)"
                                .formatted(Launcher.command("redrive"), String.join(" ", places.folders())));
    }

    /** Returns the region of a queue on AWS. */
    static String regionOf(URI queueUrl) {
        Matcher host = AWS_HOST.matcher(queueUrl.getHost());
        if (host.matches()) {
            return host.group(1);
        }
        throw new UserError("--queue-url " + queueUrl + " is neither on AWS nor of a local trigger that runs in this"
                + " folder; if it is of an emulator, give its address with --endpoint-url");
    }
}
