package dev.streamecho.trigger.services;

import dev.streamecho.trigger.function.EndpointVariables;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service that a request is for, by its signature.
 *
 * @param signingName the service's name in signatures, such as {@code events}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html">Elements of an AWS API
 *     request signature</a>
 */
record AwsService(String signingName) {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]+/\\d+/[^/,]+/([a-z0-9-]+)/aws4_request");

    /** The services that people call most from functions, by what SDKs make their variable of. */
    private static final Map<String, String> SERVICE_IDS = Map.ofEntries(
            Map.entry("bedrock", "Bedrock Runtime"),
            Map.entry("cognito-idp", "Cognito Identity Provider"),
            Map.entry("dynamodb", "DynamoDB"),
            Map.entry("events", "EventBridge"),
            Map.entry("firehose", "Firehose"),
            Map.entry("kinesis", "Kinesis"),
            Map.entry("kms", "KMS"),
            Map.entry("lambda", "Lambda"),
            Map.entry("logs", "CloudWatch Logs"),
            Map.entry("monitoring", "CloudWatch"),
            Map.entry("s3", "S3"),
            Map.entry("scheduler", "Scheduler"),
            Map.entry("secretsmanager", "Secrets Manager"),
            Map.entry("ses", "SES"),
            Map.entry("sns", "SNS"),
            Map.entry("sqs", "SQS"),
            Map.entry("ssm", "SSM"),
            Map.entry("states", "SFN"),
            Map.entry("sts", "STS"));

    private static final String STEP_FUNCTIONS = "SFN";

    /** Returns the service of an {@code Authorization} header of signature version 4; empty if there is none. */
    static Optional<AwsService> ofSignature(String authorization) {
        Matcher scope = SCOPE.matcher(authorization);
        return scope.find() ? Optional.of(new AwsService(scope.group(1))) : Optional.empty();
    }

    /** As people call it. */
    String name() {
        String id = SERVICE_IDS.getOrDefault(signingName, signingName);
        return id.equals(STEP_FUNCTIONS) ? "Step Functions" : id;
    }

    /** Returns the variable that leads an SDK's calls of the service elsewhere. */
    String variable() {
        String id = SERVICE_IDS.get(signingName);
        return id == null ? EndpointVariables.OF_ANY_SERVICE : EndpointVariables.of(id);
    }
}
