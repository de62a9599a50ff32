package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.RemoteStream;
import dev.streamecho.trigger.stream.TableStreams;
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

/** A table that lives elsewhere, whose stream is read here. This class is thread-safe. */
public final class RemoteTable implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final TableStreams tableStreams;

    private RemoteTable(
            RemoteEndpoint endpoint,
            String tableName,
            DynamoDbClient tables,
            DynamoDbStreamsClient streams,
            String streamArn) {
        this.tables = tables;
        this.streams = streams;
        this.streamArn = streamArn;
        tableStreams = new TableStreams(
                tables,
                streams,
                tableName,
                arn -> new RemoteStream(streams, arn, endpoint.isAws(), InstantSource.system()));
    }

    /** Returns the address of AWS's DynamoDB in a region. */
    public static URI addressOnAws(String region) {
        String suffix = region.startsWith("cn-") ? ".cn" : "";
        return URI.create("https://dynamodb." + region + ".amazonaws.com" + suffix);
    }

    /**
     * Finds a table.
     *
     * @param endpointUrl of another DynamoDB Local, an emulator or AWS
     * @param table on AWS it may be of another account, by its ARN; a stream that is named there is taken as it is, as who
     *     may read it need not be allowed to describe its table
     * @param region which AWS's address must be of
     * @throws UserError if the address does not answer, or there is no such table, or it has no stream
     */
    public static RemoteTable open(URI endpointUrl, TableReference table, String region) {
        RemoteEndpoint endpoint = RemoteEndpoint.of(endpointUrl, region);
        DynamoDbClient tables = endpoint.configure(DynamoDbClient.builder())
                .httpClientBuilder(httpClient())
                .build();
        // A stand-in has the account and region that it makes up.
        String tableName = endpoint.isAws() ? table.tableArn().orElse(table.name()) : table.name();
        String streamArn;
        try {
            streamArn = table.streamArn()
                    .filter(arn -> endpoint.isAws())
                    .orElseGet(() -> streamArn(tables, endpoint, tableName));
        } catch (UserError e) {
            tables.close();
            throw e;
        }
        DynamoDbStreamsClient streams = endpoint.configure(DynamoDbStreamsClient.builder())
                .httpClientBuilder(httpClient())
                .build();
        return new RemoteTable(endpoint, tableName, tables, streams, streamArn);
    }

    private static String streamArn(DynamoDbClient client, RemoteEndpoint endpoint, String tableName) {
        try {
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
            throw new UserError(endpoint + " does not answer: " + firstLine(String.valueOf(e.getMessage())), e);
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

    /** Returns the ARN of the stream that it had when it was found. */
    public String streamArn() {
        return streamArn;
    }

    /** Returns the streams that it has one after the other. */
    public TableStreams streams() {
        return tableStreams;
    }

    /** Closes the connections; whoever still reads a stream then gets an exception. */
    @Override
    public void close() {
        tables.close();
        streams.close();
    }
}
