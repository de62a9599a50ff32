package dev.streamecho.trigger.function.sdk;

import dev.streamecho.trigger.function.EndpointVariables;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a call to AWS goes on this machine, by the variables that newer SDKs read themselves. */
final class LocalEndpoint {
    /** The compiler copies it: that class is not in the function's process. */
    private static final String VARIABLE = EndpointVariables.OF_ANY_SERVICE;

    private static final String STREAMS = "streams.";

    /** The services whose name in hosts differs from that in the variable. */
    private static final Map<String, String> VARIABLES = Map.of(
            "email", "SES",
            "events", "EVENTBRIDGE",
            "logs", "CLOUDWATCH_LOGS",
            "monitoring", "CLOUDWATCH",
            "secretsmanager", "SECRETS_MANAGER",
            "states", "SFN");

    private LocalEndpoint() {}

    /**
     * Returns the endpoint in place of one of AWS; empty for one that the code has chosen itself.
     *
     * @param endpoint the SDK's own, such as {@code https://dynamodb.eu-central-1.amazonaws.com}
     */
    static Optional<URI> insteadOf(URI endpoint, Map<String, String> environment) {
        String host = endpoint.getHost() == null ? "" : endpoint.getHost().toLowerCase(Locale.ROOT);
        if (!host.endsWith(".amazonaws.com") && !host.endsWith(".amazonaws.com.cn") && !host.endsWith(".api.aws")) {
            return Optional.empty();
        }
        String name = host.substring(0, host.indexOf('.'));
        String service = host.startsWith(STREAMS)
                ? "DYNAMODB_STREAMS"
                : VARIABLES.getOrDefault(name, name.toUpperCase(Locale.ROOT).replace('-', '_'));
        return Optional.ofNullable(environment.getOrDefault(VARIABLE + "_" + service, environment.get(VARIABLE)))
                .map(URI::create);
    }
}
