package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;

/**
 * The address of somebody else's DynamoDB: a stand-in's, or AWS's own, which has another one for streams.
 *
 * @param isAws whether the SDK finds the addresses by the region
 */
record RemoteEndpoint(URI url, String region, boolean isAws) {
    private static final Pattern AWS =
            Pattern.compile("(?:streams\\.)?dynamodb\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

    /**
     * Reads an address.
     *
     * @throws UserError if it is not a URL, or one of AWS that is of another region or not understood
     */
    static RemoteEndpoint of(URI url, String region) {
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new UserError("--endpoint-url " + url + " is not an address; write it as http://localhost:8000");
        }
        Matcher aws = AWS.matcher(url.getHost());
        if (aws.matches()) {
            // The function's own calls go to the region that was given.
            if (!aws.group(1).equals(region)) {
                throw new UserError("--endpoint-url " + url + " is not of the region " + region + "; give --region "
                        + aws.group(1));
            }
            return new RemoteEndpoint(url, region, true);
        }
        if (url.getHost().matches(".*\\.(amazonaws\\.com(\\.cn)?|api\\.aws)")) {
            throw new UserError("--endpoint-url " + url + " is not understood;"
                    + " AWS's is of the form https://dynamodb.eu-west-1.amazonaws.com");
        }
        return new RemoteEndpoint(url, region, false);
    }

    /** Gives a client its address, region and credentials, and no retries: a reader has its own, and tells of them. */
    <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
        if (!isAws) {
            builder.endpointOverride(url);
        }
        return builder.region(Region.of(region))
                .credentialsProvider(credentials())
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private AwsCredentialsProvider credentials() {
        return isAws
                ? DefaultCredentialsProvider.builder().build()
                // Many stand-ins want some, but which ones matters to few of them.
                : AwsCredentialsProviderChain.of(
                        EnvironmentVariableCredentialsProvider.create(),
                        ProfileCredentialsProvider.create(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
