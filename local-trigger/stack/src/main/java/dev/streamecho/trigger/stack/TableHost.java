package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.EndpointVariables;
import dev.streamecho.trigger.stream.TableStreams;
import dev.streamecho.trigger.table.WriteNotes;
import dev.streamecho.trigger.template.Template;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where the tables of a stack are. */
interface TableHost extends AutoCloseable {

    /**
     * Sees that the template's tables are there.
     *
     * @return the template, which now knows the ARNs of their streams
     * @throws dev.streamecho.trigger.UserError if a table cannot be made or found
     */
    Template prepare(Template template);

    /** A client of the tables, if they are in this process. */
    Optional<DynamoDbClient> client();

    /** The streams of the table that has the one with this ARN. */
    TableStreams streams(String streamArn);

    /** Lets somebody take notes of writes, where they are made in this process. */
    default void note(WriteNotes notes) {
        // What is written elsewhere is not seen.
    }

    /** Lets those who read streams and wait for a write read at once. */
    default void wakeReaders() {
        // A stream elsewhere is read at intervals.
    }

    /** Where clients reach it; empty for AWS itself, whose addresses every SDK knows. */
    Optional<URI> endpoint();

    /** What the functions' environment needs, so that their own calls to DynamoDB arrive here. */
    default Map<String, String> environment() {
        return endpoint().map(EndpointVariables::dynamoDb).orElse(Map.of());
    }

    /** Where it is, be it AWS. */
    URI address();

    @Override
    void close();
}
