package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Opens the table of a function in its init phase, after rehearsing one request. */
final class RehearsedTable {
    /** The environment variable with the name of the table. */
    static final String TABLE = "TABLE";

    private RehearsedTable() {}

    /**
     * Returns the table that the environment names.
     *
     * @param handler makes the handler for the rehearsal
     * @param event the request that it rehearses
     * @throws IllegalStateException if the environment has no {@code TABLE} or {@code AWS_REGION}
     */
    static ItemTable open(Map<String, String> environment, Function<ItemTable, RestHandler> handler, String event) {
        String name = environment.get(TABLE);
        if (name == null || name.isEmpty()) {
            throw new IllegalStateException(TABLE + " is not set: it must be the name of the table");
        }
        SdkHttpClient http = Clients.http();
        try (DynamoDbClient rehearsal = Clients.dynamoDb(environment, new Rehearsal(http))) {
            rehearse(handler.apply(new ItemTable(rehearsal, name)), event);
        }
        return new ItemTable(Clients.dynamoDb(environment, http), name);
    }

    private static void rehearse(RestHandler handler, String event) {
        try {
            Request request = Request.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
            handler.answer(request).write(OutputStream.nullOutputStream());
        } catch (SdkException e) {
            // Such as an endpoint that does not answer: the first invocation meets it again, and can report it.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
