package dev.streamecho.trigger.function;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * The variables in a function's environment by which AWS SDKs find another endpoint than AWS's.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific endpoints</a>
 */
public final class EndpointVariables {
    /** The variable for every service that has none of its own; the name of each of those begins with it. */
    public static final String OF_ANY_SERVICE = "AWS_ENDPOINT_URL";

    private EndpointVariables() {}

    /**
     * Returns the variable for one service.
     *
     * @param serviceId the service's identifier in SDKs, such as {@code Secrets Manager}
     * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html">Identifiers for
     *     service-specific endpoints</a>
     */
    public static String of(String serviceId) {
        return OF_ANY_SERVICE + "_" + serviceId.toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    /** Returns the variables for DynamoDB and its streams, which have one endpoint here. */
    public static Map<String, String> dynamoDb(URI endpoint) {
        return Map.of(of("DynamoDB"), endpoint.toString(), of("DynamoDB Streams"), endpoint.toString());
    }

    /** Returns the variable for SQS. */
    public static Map<String, String> sqs(URI endpoint) {
        return Map.of(of("SQS"), endpoint.toString());
    }

    /** Returns the variable for Lambda. */
    public static Map<String, String> lambda(URI endpoint) {
        return Map.of(of("Lambda"), endpoint.toString());
    }

    /** Returns the variable for every service that has none of its own. */
    public static Map<String, String> anyService(URI endpoint) {
        return Map.of(OF_ANY_SERVICE, endpoint.toString());
    }
}
