package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.EndpointConverter;
import dev.streamecho.trigger.cli.options.PageClient;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.table.RemoteTable;
import dev.streamecho.trigger.table.TableReference;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which table is recorded. */
final class RecordedTable {
    @Mixin
    private TemplateOptions template;

    @Option(
            names = {"--table", "--table-name"},
            paramLabel = "NAME",
            description = "The table, by its name or ARN: on AWS, or at --endpoint-url."
                    + " Default: the only one with a stream of the trigger that runs in this folder.")
    private String table;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "Where that table is: another DynamoDB Local or an emulator.")
    private URI endpoint;

    /**
     * An open table.
     *
     * @param trigger that handles its changes, if it is known
     */
    record Opened(RemoteTable remote, Optional<RunningTrigger> trigger) {}

    /**
     * Finds the table.
     *
     * @throws UserError if it is not clear which it is, or there is none
     */
    Opened open() {
        if (table != null) {
            TableReference reference = TableReference.given(table);
            String region = reference.region().orElse(template.region());
            URI address = Optional.ofNullable(endpoint).orElseGet(() -> RemoteTable.addressOnAws(region));
            return new Opened(RemoteTable.open(address, reference, region), Optional.empty());
        }
        if (endpoint != null) {
            throw new UserError("--endpoint-url %s: say with --table NAME which table to record".formatted(endpoint));
        }
        return ofTrigger(PageClient.requireRunning());
    }

    private Opened ofTrigger(RunningTrigger running) {
        if (!running.endpoints().containsKey("dynamodb")) {
            throw new UserError(
                    "the table of the trigger that runs in this folder is on AWS: name it with --table NAME");
        }
        List<String> names = template.readAsIn(running, line -> {}).tables().stream()
                .filter(definition -> definition.streamViewType().isPresent())
                .map(TableDefinition::tableName)
                .toList();
        if (names.size() != 1) {
            throw new UserError(
                    "the template has %d tables with a stream: name one with --endpoint-url %s --table NAME (%s)"
                            .formatted(
                                    names.size(),
                                    running.dynamoDb(),
                                    names.stream().collect(Collectors.joining(", "))));
        }
        return new Opened(
                RemoteTable.open(running.dynamoDb(), TableReference.parse(names.get(0)), running.region()),
                Optional.of(running));
    }
}
