package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.TableStreams;
import dev.streamecho.trigger.table.RemoteTable;
import dev.streamecho.trigger.table.TableReference;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables that are there already: on AWS, in an emulator or another DynamoDB Local. */
final class TablesElsewhere implements TableHost {
    private final URI endpoint;
    private final Optional<TableReference> tableName;
    private final String region;
    private final Predicate<TableDefinition> isNeeded;
    private final Map<String, RemoteTable> byStreamArn = new LinkedHashMap<>();

    /**
     * Takes tables elsewhere.
     *
     * @param endpoint empty for AWS itself
     * @param tableName the name or ARN there, if it is not the template's name
     * @param isNeeded which tables have to be there
     */
    TablesElsewhere(
            Optional<URI> endpoint, Optional<String> tableName, String region, Predicate<TableDefinition> isNeeded) {
        this.isNeeded = isNeeded;
        this.tableName = tableName.map(TableReference::given);
        this.region = this.tableName.flatMap(TableReference::region).orElse(region);
        this.endpoint = endpoint.orElseGet(() -> RemoteTable.addressOnAws(this.region));
    }

    @Override
    public Template prepare(Template template) {
        List<TableDefinition> tables = template.tables().stream()
                .filter(table -> table.streamViewType().isPresent())
                .filter(isNeeded)
                .toList();
        if (tableName.isPresent() && tables.size() != 1) {
            throw new UserError(
                    "--table names one table, and %s has %d with a stream; without it, their own names are used"
                            .formatted(template.file(), tables.size()));
        }
        Template withStreams = template;
        for (TableDefinition table : tables) {
            RemoteTable remote = RemoteTable.open(
                    endpoint, tableName.orElseGet(() -> TableReference.parse(table.tableName())), region);
            byStreamArn.put(remote.streamArn(), remote);
            withStreams = withStreams.withAttribute(table.logicalId(), "StreamArn", remote.streamArn());
        }
        return withStreams;
    }

    @Override
    public TableStreams streams(String streamArn) {
        RemoteTable table = byStreamArn.get(streamArn);
        if (table == null) {
            throw new UserError(streamArn + " is not the stream of a table of the template: let the mapping read"
                    + " !GetAtt TABLE.StreamArn, and name the table elsewhere with --table");
        }
        return table.streams();
    }

    @Override
    public Optional<DynamoDbClient> client() {
        return Optional.empty();
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(endpoint).filter(uri -> !uri.getHost().matches(".*\\.amazonaws\\.com(\\.cn)?"));
    }

    @Override
    public URI address() {
        return endpoint;
    }

    @Override
    public void close() {
        byStreamArn.values().forEach(RemoteTable::close);
    }
}
