package dev.streamecho.items;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the client of DynamoDB, of which everything is known from the environment that Lambda gives. */
final class Clients {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(3);
    /** For all attempts together; template.yaml gives the function more. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

    private Clients() {}

    /**
     * A client with the region and the credentials of the environment. It asks no metadata service and reads no profile.
     * The SDK itself takes another endpoint from {@code AWS_ENDPOINT_URL_DYNAMODB}.
     *
     * @throws IllegalStateException if the environment has no {@code AWS_REGION}
     */
    static DynamoDbClient dynamoDb(Map<String, String> environment) {
        String region = environment.get("AWS_REGION");
        if (region == null) {
            throw new IllegalStateException("AWS_REGION is not set: it must be the region of the table");
        }
        ProfileFile noProfiles = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(InputStream.nullInputStream())
                .build();
        return DynamoDbClient.builder()
                .region(Region.of(region))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(configuration -> configuration
                        .defaultProfileFile(noProfiles)
                        .apiCallAttemptTimeout(ATTEMPT_LIMIT)
                        .apiCallTimeout(CALL_LIMIT))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_LIMIT)
                        .socketTimeout(ATTEMPT_LIMIT)
                        .build())
                .build();
    }
}
