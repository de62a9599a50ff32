package dev.streamecho.trigger.redrive;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients with one set of credentials: for AWS, or for what stands in for it at one address. This
 * class is not thread-safe; the clients are, and are closed with it.
 */
final class AwsClients implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    /** No function runs longer than 15 minutes; a minute more for the network. */
    private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(16);

    /** With the waits between them, throttling may last about a minute. */
    private static final int CALLS_WHILE_THROTTLED = 9;

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final int HTTP_CONFLICT = 409;

    private final Optional<URI> endpoint;
    private final AwsCredentialsProvider credentials;
    private final Deque<SdkHttpClient> opened = new ArrayDeque<>();

    private AwsClients(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /**
     * Returns clients for AWS, or for what stands in for it, with the credentials that every AWS tool finds. For a
     * stand-in, made-up ones do if there are none.
     *
     * @param endpoint of a stand-in; empty for AWS
     * @param profile of the shared configuration files; empty for the usual search
     */
    static AwsClients of(Optional<URI> endpoint, Optional<String> profile) {
        DefaultCredentialsProvider.Builder usual = DefaultCredentialsProvider.builder();
        profile.ifPresent(usual::profileName);
        boolean any = endpoint.isPresent() && profile.isEmpty();
        return new AwsClients(
                endpoint,
                any
                        ? AwsCredentialsProviderChain.of(
                                EnvironmentVariableCredentialsProvider.create(),
                                ProfileCredentialsProvider.create(),
                                dummies())
                        : usual.build());
    }

    /** Returns clients for a service of the local trigger, with made-up credentials, so that real ones stay unused. */
    static AwsClients local(URI endpoint) {
        return new AwsClients(Optional.of(endpoint), dummies());
    }

    private static AwsCredentialsProvider dummies() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }

    /** Returns whether these are clients for AWS itself. */
    boolean areForAws() {
        return endpoint.isEmpty();
    }

    /** Returns a new client of queues. */
    SqsClient sqs(String region) {
        return open(SqsClient.builder(), region, ANSWER_LIMIT).build();
    }

    /** Returns a new client of streams that does not retry: its reader does, and knows why. */
    DynamoDbStreamsClient streams(String region) {
        return open(DynamoDbStreamsClient.builder(), region, ANSWER_LIMIT)
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** Returns a new client of functions that retries only what did not reach the function. */
    LambdaClient lambda(String region) {
        BackoffStrategy growing = BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT);
        StandardRetryStrategy whileThrottled = DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .maxAttempts(CALLS_WHILE_THROTTLED)
                .retryOnException(AwsClients::didNotReachTheFunction)
                .treatAsThrottling(AwsClients::didNotReachTheFunction)
                .backoffStrategy(growing)
                .throttlingBackoffStrategy(growing)
                .build();
        return open(LambdaClient.builder(), region, LONGEST_INVOCATION)
                .overrideConfiguration(calls -> calls.retryStrategy(whileThrottled))
                .build();
    }

    /** Returns a new client of buckets in any region. */
    S3Client s3(String region) {
        return open(S3Client.builder(), region, ANSWER_LIMIT)
                .forcePathStyle(endpoint.isPresent())
                .crossRegionAccessEnabled(endpoint.isEmpty())
                .build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B open(
            B builder, String region, Duration answerLimit) {
        endpoint.ifPresent(builder::endpointOverride);
        SdkHttpClient connections =
                UrlConnectionHttpClient.builder().socketTimeout(answerLimit).build();
        opened.push(connections);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(connections);
    }

    private static boolean didNotReachTheFunction(Throwable failure) {
        return failure instanceof SdkServiceException refused
                && (refused.isThrottlingException()
                        || (refused instanceof LambdaException && refused.statusCode() == HTTP_CONFLICT));
    }

    /** Closes the connections; the clients cannot be used anymore. */
    @Override
    public void close() {
        opened.forEach(SdkHttpClient::close);
    }
}
