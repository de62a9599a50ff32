package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.EndpointConverter;
import dev.streamecho.trigger.cli.options.LocalTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.mapping.FileDestination;
import dev.streamecho.trigger.redrive.AwsClients;
import dev.streamecho.trigger.redrive.AwsDeployment;
import dev.streamecho.trigger.redrive.Deployment;
import dev.streamecho.trigger.redrive.FailureQueue;
import dev.streamecho.trigger.redrive.S3Objects;
import dev.streamecho.trigger.stack.EventSourceMappings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where {@code failures} and {@code redrive} find the discarded batches, their streams and functions. */
final class FailureOptions {
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
            names = "--function-name",
            paramLabel = "NAME",
            description = "The function to take, by name, ARN or logical id. Default: the one that the message names.")
    private String functionName;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "Of what stands in for AWS: SQS, Lambda, S3, DynamoDB and its streams at one address.")
    private URI endpoint;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile of the shared AWS configuration. Default: as in every AWS tool.")
    private String profile;

    /**
     * Refuses a number of messages that no queue holds out.
     *
     * @throws UserError naming what is possible
     */
    static void requireMax(int max) {
        if (max < 1 || max > MOST) {
            throw new UserError("--max %d: must be 1 to %d".formatted(max, MOST));
        }
    }

    /**
     * Finds a queue, and where its batches came from.
     *
     * @param log takes the lines of a function that runs here
     * @throws UserError if nothing says where it is
     */
    FailurePlace open(Screen log) {
        Optional<LocalTrigger> running = LocalTrigger.find();
        if (endpoint != null) {
            if (queueUrl == null) {
                throw new UserError("--endpoint-url " + endpoint + ": say with --queue-url which queue is to be read");
            }
            return away(template.region());
        }
        if (queueUrl == null) {
            return here(
                    running.orElseThrow(() -> new UserError("no local trigger runs in this folder:"
                            + " start it with ./trigger run, or say with --queue-url which queue is to be read")),
                    log);
        }
        boolean isHere =
                running.flatMap(LocalTrigger::sqs).filter(this::isOfQueue).isPresent();
        return isHere ? here(running.get(), log) : away(regionOf(queueUrl));
    }

    /**
     * Finds where batches came from that are described in files: a local trigger that runs in this folder, else AWS.
     *
     * @param onAws whether they are objects in S3
     */
    FailurePlace openForFiles(Screen log, boolean onAws) {
        if (queueUrl != null) {
            throw new UserError("--queue-url " + queueUrl + ": with --file no queue is read; leave one of them out");
        }
        Optional<LocalTrigger> running = LocalTrigger.find();
        if (endpoint != null || onAws || running.isEmpty()) {
            return away(template.region());
        }
        return new FailurePlace(
                Optional.empty(),
                deployment(running.get(), log),
                AwsClients.local(running.get().dynamoDb()));
    }

    /** A reader of objects in S3, in the place where the batches came from. */
    S3Objects s3(FailurePlace place) {
        return new S3Objects(place.clients(), template.region());
    }

    private boolean isOfQueue(URI sqs) {
        return sqs.getPort() == queueUrl.getPort() && LOOPBACK.contains(queueUrl.getHost());
    }

    private FailurePlace away(String region) {
        AwsClients clients = AwsClients.of(Optional.ofNullable(endpoint), Optional.ofNullable(profile));
        Deployment deployment = new AwsDeployment(clients, Optional.ofNullable(functionName));
        return new FailurePlace(
                Optional.ofNullable(queueUrl).map(url -> new FailureQueue(clients.sqs(region), url.toString())),
                deployment,
                clients);
    }

    private FailurePlace here(LocalTrigger running, Screen log) {
        URI sqs = running.sqs().orElseThrow(() -> noQueue(running, log));
        String url = queueUrl == null ? onlyQueue(running.queues()) : queueUrl.toString();
        Deployment deployment = deployment(running, log);
        AwsClients clients = AwsClients.local(sqs);
        return new FailurePlace(
                Optional.of(new FailureQueue(clients.sqs(template.region()), url)), deployment, clients);
    }

    private Deployment deployment(LocalTrigger running, Screen log) {
        return new LocalDeployment(
                running, template.readAsIn(running, log::line), Optional.ofNullable(functionName), log);
    }

    /** What goes to a topic, a bucket or a queue of another stack is kept in files. */
    private UserError noQueue(LocalTrigger running, Screen log) {
        FileDestination files = new FileDestination(TriggerFolder.PATH);
        String folders = EventSourceMappings.read(template.readAsIn(running, log::line)).all().stream()
                .flatMap(mapping -> files.placeOf(mapping).stream())
                .distinct()
                .collect(Collectors.joining(" "));
        return new UserError(
                folders.isEmpty()
                        ? "the local trigger that runs in this folder has no queue: name one as OnFailure destination in "
                                + running.template()
                        : "the local trigger that runs in this folder has no queue; what its OnFailure destinations get are files: ./trigger redrive --file $(find %s -type f)"
                                .formatted(folders));
    }

    private static String onlyQueue(Map<String, String> queues) {
        if (queues.size() != 1) {
            throw new UserError("the local trigger has %d queues: say with --queue-url which one is to be read (%s)"
                    .formatted(queues.size(), String.join(", ", queues.values())));
        }
        return queues.values().iterator().next();
    }

    /** The region of a queue on AWS. */
    static String regionOf(URI queueUrl) {
        Matcher host = AWS_HOST.matcher(queueUrl.getHost());
        if (host.matches()) {
            return host.group(1);
        }
        throw new UserError("--queue-url " + queueUrl + " is neither AWS's nor of a local trigger that runs in this"
                + " folder; give the address of what it is of with --endpoint-url");
    }
}
