package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.RemoteStream;
import dev.streamecho.trigger.template.TableDefinition;
import dev.streamecho.trigger.template.Template;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Tables that are there already: on AWS, in an emulator or another DynamoDB Local. */
final class TablesElsewhere implements TableHost {
    private final Optional<URI> endpoint;
    private final Optional<String> tableName;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;

    /**
     * Takes tables elsewhere.
     *
     * @param endpoint empty for AWS itself
     * @param tableName the name there, if it is not the template's
     */
    TablesElsewhere(Optional<URI> endpoint, Optional<String> tableName, String region) {
        this.endpoint = endpoint;
        this.tableName = tableName;
        AwsCredentialsProvider credentials = credentials(endpoint);
        tables = DynamoDbClient.builder()
                .applyMutation(builder -> endpoint.ifPresent(builder::endpointOverride))
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
        streams = DynamoDbStreamsClient.builder()
                .applyMutation(builder -> endpoint.ifPresent(builder::endpointOverride))
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
    }

    /** Emulators want some credentials but no real ones. */
    private static AwsCredentialsProvider credentials(Optional<URI> endpoint) {
        return endpoint.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : AwsCredentialsProviderChain.of(
                        EnvironmentVariableCredentialsProvider.create(),
                        ProfileCredentialsProvider.create(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    @Override
    public Template prepare(Template template) {
        List<TableDefinition> definitions = template.tables().stream()
                .filter(table -> table.streamViewType().isPresent())
                .toList();
        if (tableName.isPresent() && definitions.size() != 1) {
            throw new UserError("--table names one table, and %s has %d with a stream: leave it out, the template's own"
                            .formatted(template.file(), definitions.size())
                    + " names are taken then");
        }
        Template withStreams = template;
        for (TableDefinition definition : definitions) {
            withStreams = withStreams.withAttribute(
                    definition.logicalId(), "StreamArn", streamArn(tableName.orElse(definition.tableName())));
        }
        return withStreams;
    }

    private String streamArn(String name) {
        try {
            TableDescription table =
                    tables.describeTable(request -> request.tableName(name)).table();
            if (table.streamSpecification() == null
                    || !table.streamSpecification().streamEnabled()) {
                throw new UserError("table %s at %s has no stream: switch it on, with aws dynamodb update-table"
                        .formatted(name, place()));
            }
            return table.latestStreamArn();
        } catch (DynamoDbException e) {
            throw new UserError(
                    "table %s at %s: %s"
                            .formatted(name, place(), e.awsErrorDetails().errorMessage()),
                    e);
        } catch (SdkClientException e) {
            throw new UserError("table %s at %s: %s".formatted(name, place(), e.getMessage()), e);
        }
    }

    private String place() {
        return endpoint.map(URI::toString).orElse("AWS");
    }

    @Override
    public DynamoDbClient client() {
        return tables;
    }

    @Override
    public EventStream stream(String arn) {
        return new RemoteStream(streams, arn, endpoint.isEmpty(), InstantSource.system());
    }

    @Override
    public Map<String, String> environment() {
        return endpoint.map(URI::toString)
                .map(url -> Map.of("AWS_ENDPOINT_URL_DYNAMODB", url, "AWS_ENDPOINT_URL_DYNAMODB_STREAMS", url))
                .orElse(Map.of());
    }

    @Override
    public String describe() {
        return "DynamoDB at " + place();
    }

    @Override
    public void close() {
        tables.close();
        streams.close();
        http.close();
    }
}
