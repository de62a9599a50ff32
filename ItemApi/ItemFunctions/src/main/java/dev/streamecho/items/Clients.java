package dev.streamecho.items;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes clients of DynamoDB from the environment that Lambda provides. */
final class Clients {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(3);
    /** For all attempts together; the function's timeout in template.yaml is longer. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

    /** Short, because a caller is waiting: after longer throttling the response asks it to retry. */
    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(500));

    private static final int MAX_ATTEMPTS = 3;

    private Clients() {}

    static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_LIMIT)
                .socketTimeout(ATTEMPT_LIMIT)
                .build();
    }

    /**
     * Returns a client with the region and the credentials of the environment, so that the SDK looks for them nowhere else.
     * The SDK itself reads another endpoint from {@code AWS_ENDPOINT_URL_DYNAMODB}.
     *
     * @throws IllegalStateException if the environment has no {@code AWS_REGION}
     */
    static DynamoDbClient dynamoDb(Map<String, String> environment, SdkHttpClient http) {
        String region = environment.get("AWS_REGION");
        if (region == null) {
            throw new IllegalStateException("AWS_REGION is not set: it must be the region of the table");
        }
        return DynamoDbClient.builder()
                .region(Region.of(region))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .backoffStrategy(BACKOFF)
                                .throttlingBackoffStrategy(BACKOFF)
                                .build())
                        .apiCallAttemptTimeout(ATTEMPT_LIMIT)
                        .apiCallTimeout(CALL_LIMIT))
                .httpClient(http)
                .build();
    }
}
