package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.DynamoDbOption;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Where {@code put} and {@code delete} find the table of a running trigger. */
final class TableOptions {
    @Mixin
    private TemplateOptions template;

    @Mixin
    private DynamoDbOption endpoint;

    @Option(
            names = {"--table", "--table-name"},
            paramLabel = "NAME",
            description = "The table. Default: the only one of the template.")
    private String table;

    /**
     * Changes an item of the table, in its running trigger.
     *
     * @param json the item or its key, as plain JSON
     * @param command the command that does it, on whose standard error the template's notices are printed
     * @param action makes the change
     * @throws UserError if the trigger does not run, or refuses
     */
    void change(String json, CommandSpec command, BiConsumer<DynamoDbClient, Change> action) {
        Map<String, AttributeValue> attributes = attributes(json);
        Optional<RunningTrigger> running = endpoint.running();
        URI address = endpoint.address(running);
        String tableName = tableName(running, Screen.ofErrors(command)::line);
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            action.accept(client, new Change(tableName, attributes));
        } catch (DynamoDbException e) {
            throw new UserError(
                    tableName + " at " + address + ": " + e.awsErrorDetails().errorMessage(), e);
        } catch (SdkClientException e) {
            throw new UserError(address + " does not answer; start ./trigger run first, or give its --endpoint-url", e);
        }
    }

    /** A table, and the attributes of the item or of its key. */
    record Change(String tableName, Map<String, AttributeValue> attributes) {}

    private static Map<String, AttributeValue> attributes(String json) {
        if (!json.stripLeading().startsWith("{")) {
            throw notAnObject(json, null);
        }
        try {
            return EnhancedDocument.fromJson(json).toMap();
        } catch (RuntimeException e) {
            throw notAnObject(json, e);
        }
    }

    private static UserError notAnObject(String json, RuntimeException cause) {
        return new UserError(json + " is not a JSON object; give plain JSON, as in '{\"id\":\"1\"}'", cause);
    }

    private String tableName(Optional<RunningTrigger> running, Consumer<String> notices) {
        if (table != null) {
            return table;
        }
        List<TableDefinition> tables =
                // The trigger has printed what is to be said of its template.
                running.map(trigger -> template.readAsIn(trigger, line -> {}))
                        .orElseGet(() -> template.read(notices))
                        .tables();
        if (tables.size() != 1) {
            throw new UserError("the template has " + tables.size() + " tables; name one with --table NAME");
        }
        return tables.get(0).tableName();
    }
}
