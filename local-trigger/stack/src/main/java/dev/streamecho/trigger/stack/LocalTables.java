package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.stream.TableStreams;
import dev.streamecho.trigger.table.LocalDynamoDb;
import dev.streamecho.trigger.table.Tables;
import dev.streamecho.trigger.table.WriteNotes;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables of a template in DynamoDB Local, in this process. */
record LocalTables(LocalDynamoDb dynamoDb, Consumer<String> notice) implements TableHost {

    @Override
    public Template prepare(Template template) {
        Tables tables = new Tables(dynamoDb.client(), notice);
        Template withStreams = template;
        for (TableDefinition table : template.tables()) {
            Optional<String> streamArn = tables.create(table);
            if (streamArn.isPresent()) {
                withStreams = withStreams.withAttribute(table.logicalId(), "StreamArn", streamArn.get());
            }
        }
        return withStreams;
    }

    @Override
    public Optional<DynamoDbClient> client() {
        return Optional.of(dynamoDb.client());
    }

    @Override
    public TableStreams streams(String streamArn) {
        return dynamoDb.streams(streamArn);
    }

    @Override
    public void note(WriteNotes notes) {
        dynamoDb.note(notes);
    }

    @Override
    public void wakeReaders() {
        dynamoDb.wakeReaders();
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(dynamoDb.endpoint());
    }

    @Override
    public URI address() {
        return dynamoDb.endpoint();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
