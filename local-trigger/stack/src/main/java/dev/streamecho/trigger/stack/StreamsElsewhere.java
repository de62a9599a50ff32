package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.stream.TableStreams;
import dev.streamecho.trigger.table.RemoteTable;
import dev.streamecho.trigger.table.TableReference;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The streams of tables that a template does not have, for its mappings that read them. */
final class StreamsElsewhere implements AutoCloseable {
    private final Optional<URI> endpoint;
    private final Optional<TableReference> table;
    private final String region;
    private final Map<String, RemoteTable> byStreamArn = new LinkedHashMap<>();

    StreamsElsewhere(StackSettings.ExistingTables named, String region) {
        this.endpoint = named.endpoint();
        this.table = named.tableName().map(TableReference::given);
        this.region = region;
    }

    /**
     * What to type so that a mapping is run.
     *
     * @param mapping whose stream is of no table of the template
     */
    static String advice(EventSourceMapping mapping) {
        TableReference named = TableReference.parse(mapping.streamArn());
        return "to read it, give --table %s if it is on AWS, or --endpoint-url http://localhost:8000 --table %s if it is in another DynamoDB Local or an emulator"
                .formatted(named.tableArn().orElse("NAME"), named.tableArn().isPresent() ? named.name() : "NAME");
    }

    /**
     * Whether the user said where the table of a mapping is: with the endpoint alone, the mapping names it.
     *
     * @param mapping whose stream is of no table of the template
     */
    boolean has(EventSourceMapping mapping) {
        return tableOf(mapping).isPresent();
    }

    /**
     * Sees that one name is enough for these mappings.
     *
     * @throws UserError if they read several streams, and one table is named
     */
    void requireOne(List<EventSourceMapping> mappings) {
        List<String> sources =
                mappings.stream().map(EventSourceMapping::streamArn).distinct().toList();
        if (table.isPresent() && sources.size() > 1) {
            throw new UserError(
                    "--table names one table, and the mappings read %d streams that are not of the template (%s); with --endpoint-url alone, for AWS %s, each reads its own"
                            .formatted(sources.size(), String.join(", ", sources), RemoteTable.addressOnAws(region)));
        }
    }

    /**
     * The mapping on the stream that the table has now.
     *
     * @throws UserError if there is no such table, or it has no stream
     */
    EventSourceMapping connect(EventSourceMapping mapping) {
        TableReference reference = tableOf(mapping).orElseThrow();
        String itsRegion = reference.region().orElse(region);
        RemoteTable remote =
                RemoteTable.open(endpoint.orElseGet(() -> RemoteTable.addressOnAws(itsRegion)), reference, itsRegion);
        Optional.ofNullable(byStreamArn.put(remote.streamArn(), remote)).ifPresent(RemoteTable::close);
        return mapping.onStream(remote.streamArn());
    }

    private Optional<TableReference> tableOf(EventSourceMapping mapping) {
        return table.or(() -> endpoint.map(url -> TableReference.parse(mapping.streamArn()))
                .filter(named -> named.tableArn().isPresent()));
    }

    /** The streams of the table that has the one with this ARN; empty if it is none of these. */
    Optional<TableStreams> streams(String streamArn) {
        return Optional.ofNullable(byStreamArn.get(streamArn)).map(RemoteTable::streams);
    }

    boolean isEmpty() {
        return byStreamArn.isEmpty();
    }

    @Override
    public void close() {
        byStreamArn.values().forEach(RemoteTable::close);
    }
}
