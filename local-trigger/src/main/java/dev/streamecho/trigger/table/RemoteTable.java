package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.RemoteStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table that lives elsewhere, whose stream is read here. It is thread-safe. */
public final class RemoteTable implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final DynamoDbStreamsClient client;
    private final EventStream stream;

    private RemoteTable(DynamoDbStreamsClient client, EventStream stream) {
        this.client = client;
        this.stream = stream;
    }

    /**
     * Finds a table.
     *
     * @param endpointUrl of another DynamoDB Local, an emulator or AWS
     * @param region which AWS's address must be of
     * @throws UserError if the address does not answer, or there is no such table, or it has no stream
     */
    public static RemoteTable open(URI endpointUrl, String tableName, String region) {
        RemoteEndpoint endpoint = RemoteEndpoint.of(endpointUrl, region);
        String streamArn = streamArn(endpoint, tableName);
        DynamoDbStreamsClient client = endpoint.configure(DynamoDbStreamsClient.builder())
                .httpClientBuilder(httpClient())
                .build();
        return new RemoteTable(client, new RemoteStream(client, streamArn, endpoint.isAws(), InstantSource.system()));
    }

    private static String streamArn(RemoteEndpoint endpoint, String tableName) {
        try (DynamoDbClient client = endpoint.configure(DynamoDbClient.builder())
                .httpClientBuilder(httpClient())
                .build()) {
            TableDescription table = client.describeTable(describe -> describe.tableName(tableName))
                    .table();
            StreamSpecification stream = table.streamSpecification();
            if (stream == null || !stream.streamEnabled()) {
                throw new UserError(tableName + " at " + endpoint + " has no stream; switch it on with aws dynamodb"
                        + " update-table --stream-specification StreamEnabled=true,StreamViewType=NEW_IMAGE");
            }
            return table.latestStreamArn();
        } catch (ResourceNotFoundException e) {
            throw new UserError("there is no table " + tableName + " at " + endpoint, e);
        } catch (AwsServiceException e) {
            throw new UserError(tableName + " at " + endpoint + ": " + reason(e), e);
        } catch (SdkClientException e) {
            throw new UserError(endpoint + " does not answer: " + firstLine(e.getMessage()), e);
        }
    }

    private static SdkHttpClient.Builder<?> httpClient() {
        return UrlConnectionHttpClient.builder().socketTimeout(ANSWER_LIMIT);
    }

    private static String reason(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null
                ? "the answer is not DynamoDB's (HTTP status " + e.statusCode() + ")"
                : details.errorMessage();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** The table's stream. */
    public EventStream stream() {
        return stream;
    }

    /** Closes the connections; whoever still reads the stream then gets an exception. */
    @Override
    public void close() {
        client.close();
    }
}
