package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.RemoteStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;

/** Streams, mappings and functions on AWS, or at what stands in for it; each in the region of its ARN. */
final class AwsDeployment implements Deployment {
    /** Of one function; each page has up to 100. */
    private static final int MOST_MAPPINGS = 10_000;

    private final AwsClients clients;
    private final Optional<String> functionName;
    private final Map<String, DynamoDbStreamsClient> streams = new HashMap<>();
    private final Map<String, LambdaClient> lambdas = new HashMap<>();
    private final Map<String, List<EventSourceMappingConfiguration>> mappings = new HashMap<>();

    /**
     * Makes a deployment; the clients stay the caller's.
     *
     * @param functionName the name or ARN of a function to take instead of the one that a message names
     */
    AwsDeployment(AwsClients clients, Optional<String> functionName) {
        this.clients = clients;
        this.functionName = functionName;
    }

    @Override
    public EventStream stream(StreamBatch batch) {
        DynamoDbStreamsClient client = streams.computeIfAbsent(batch.region(), clients::streams);
        // What stands in for AWS may know only the minute of a record; none is younger than the last.
        return new RemoteStream(client, batch.streamArn(), clients.areForAws(), batch::lastArrival);
    }

    @Override
    public MappingSettings mapping(BatchDescription description) throws RedriveException {
        StreamBatch batch = description.batch();
        String function = nameOf(description);
        String table = batch.streamArn().replaceFirst("/stream/.*", "/stream/");
        return mappings(function, batch.region()).stream()
                .filter(mapping -> String.valueOf(mapping.eventSourceArn()).startsWith(table))
                // The stream may have been switched since; its mapping is then the same but for the ARN.
                .min(Comparator.comparing(mapping -> !mapping.eventSourceArn().equals(batch.streamArn())))
                .map(AwsDeployment::settings)
                .orElseThrow(() -> new RedriveException(
                        ("%s has no event source mapping on a stream of %s anymore, so its filter and response type"
                                        + " are not known; name the function that has one with --function-name")
                                .formatted(function, batch.table())));
    }

    private List<EventSourceMappingConfiguration> mappings(String function, String region) throws RedriveException {
        List<EventSourceMappingConfiguration> known = mappings.get(function);
        if (known != null) {
            return known;
        }
        List<EventSourceMappingConfiguration> found = new ArrayList<>();
        try {
            lambda(region)
                    .listEventSourceMappingsPaginator(request -> request.functionName(function))
                    .eventSourceMappings()
                    .stream()
                    .limit(MOST_MAPPINGS)
                    .forEach(found::add);
        } catch (SdkException e) {
            throw new RedriveException("the mappings of %s cannot be listed: %s".formatted(function, reason(e)), e);
        }
        mappings.put(function, found);
        return found;
    }

    private static MappingSettings settings(EventSourceMappingConfiguration mapping) {
        List<String> patterns = mapping.filterCriteria() == null
                ? List.of()
                : mapping.filterCriteria().filters().stream()
                        .map(Filter::pattern)
                        .toList();
        return new MappingSettings(
                mapping.uuid(),
                patterns,
                mapping.batchSize() == null ? 100 : mapping.batchSize(),
                mapping.parallelizationFactor() != null && mapping.parallelizationFactor() > 1,
                mapping.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES),
                mapping.tumblingWindowInSeconds() != null && mapping.tumblingWindowInSeconds() > 0);
    }

    @Override
    public LambdaFunction function(BatchDescription description) {
        String function = nameOf(description);
        return new DeployedFunction(lambda(description.batch().region()), function, function);
    }

    private String nameOf(BatchDescription description) {
        return functionName.orElse(description.functionArn());
    }

    private LambdaClient lambda(String region) {
        return lambdas.computeIfAbsent(region, clients::lambda);
    }

    /** Returns the service's message, or the SDK's, in one line. */
    static String reason(SdkException e) {
        if (e instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            AwsErrorDetails details = refused.awsErrorDetails();
            return details.errorCode() + ": " + firstLine(String.valueOf(details.errorMessage()));
        }
        String reason = firstLine(String.valueOf(e.getMessage()));
        // A thousand characters follow in the SDK's message.
        return reason.startsWith("Unable to load credentials")
                ? "no AWS credentials found; give them as to every AWS tool, or name a --profile"
                : reason;
    }

    private static String firstLine(String string) {
        return string.lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        // The clients are the caller's.
    }
}
