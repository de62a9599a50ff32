package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.DynamoDbOption;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Where commands find the tables of a running trigger. */
final class TableOptions {
    @Mixin
    private TemplateOptions template;

    @Mixin
    private DynamoDbOption endpoint;

    @Option(
            names = {"--table", "--table-name"},
            paramLabel = "NAME",
            description = "The table, by its name or logical id. Default: the only one of the template.")
    private String table;

    /**
     * Does something with the table.
     *
     * @param command on whose standard error the template's notices are printed
     * @param action what is done; its errors are reported with the table and the address
     * @throws UserError if the trigger does not run, or refuses
     */
    <T> T use(CommandSpec command, Function<ItemTable, T> action) {
        return use(command, Optional.ofNullable(table), action);
    }

    /** The same of a table that the command names in another way. */
    <T> T use(CommandSpec command, Optional<String> named, Function<ItemTable, T> action) {
        Optional<RunningTrigger> running = endpoint.running();
        String tableName =
                tableName(named.or(() -> Optional.ofNullable(table)), running, Screen.ofErrors(command)::line);
        return call(running, tableName, client -> action.apply(new ItemTable(client, tableName)));
    }

    /** Does something with each table of the template. */
    void useAll(CommandSpec command, Consumer<ItemTable> action) {
        Optional<RunningTrigger> running = endpoint.running();
        for (TableDefinition definition : tables(running, Screen.ofErrors(command)::line)) {
            call(running, definition.tableName(), client -> {
                action.accept(new ItemTable(client, definition.tableName()));
                return null;
            });
        }
    }

    private <T> T call(Optional<RunningTrigger> running, String tableName, Function<DynamoDbClient, T> action) {
        URI address = endpoint.address(running);
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            return action.apply(client);
        } catch (DynamoDbException e) {
            throw new UserError(
                    tableName + " at " + address + ": " + e.awsErrorDetails().errorMessage(), e);
        } catch (SdkClientException e) {
            throw new UserError(
                    address + " does not answer; start " + Launcher.command("run")
                            + " first, or give its --endpoint-url",
                    e);
        }
    }

    private String tableName(Optional<String> named, Optional<RunningTrigger> running, Consumer<String> notices) {
        if (named.isPresent() && running.isEmpty()) {
            return named.get();
        }
        List<TableDefinition> tables = tables(running, notices);
        if (named.isPresent()) {
            return tables.stream()
                    .filter(definition -> definition.logicalId().equals(named.get()))
                    .map(TableDefinition::tableName)
                    .findFirst()
                    .orElse(named.get());
        }
        if (tables.size() != 1) {
            throw new UserError("the template has %d tables%s; name one with --table NAME"
                    .formatted(
                            tables.size(),
                            tables.isEmpty()
                                    ? ""
                                    : tables.stream()
                                            .map(TableDefinition::logicalId)
                                            .collect(Collectors.joining(", ", " (", ")"))));
        }
        return tables.get(0).tableName();
    }

    private List<TableDefinition> tables(Optional<RunningTrigger> running, Consumer<String> notices) {
        if (running.isEmpty() && !template.hasDefinition()) {
            throw new UserError("no trigger runs in this folder, and nothing here defines a table: start "
                    + Launcher.command("run") + " first, or give --table and --endpoint-url");
        }
        // The trigger has printed what is to be said of its template.
        return running.map(trigger -> template.readAsIn(trigger, line -> {}))
                .orElseGet(() -> template.read(notices))
                .tables();
    }
}
