package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.LocalStream;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;

/**
 * AWS's DynamoDB Local in this process. It is reached from this machine only, and has the same tables for whatever
 * credentials and region a client has. It is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html">DynamoDB
 *     local usage notes</a>
 */
public final class LocalDynamoDb implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Owner owner;
    private final RequestHandler handler;
    private final InProcessStreamsClient streams;
    private final Server server;
    private final URI endpoint;

    private LocalDynamoDb(Owner owner, RequestHandler handler, Server server, URI endpoint) {
        this.owner = owner;
        this.handler = handler;
        this.streams = new InProcessStreamsClient(handler);
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts it with a database in memory.
     *
     * @param owner what ARNs and records tell of region and account
     * @param port where it listens; 0 takes any free port
     * @throws UserError if the port is taken
     */
    public static LocalDynamoDb start(Owner owner, int port) {
        // DynamoDB Local's own server (DynamoDBProxyServer) would listen on every interface and tell AWS of its use.
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        open(connector);
        RequestHandler handler = new RequestHandler(Optional.empty(), new LocalArns(owner), InstantSource.system());
        // Half of the start is the database, the other half the HTTP side: the first call opens the former.
        CompletableFuture<?> database = CompletableFuture.runAsync(
                () -> handler.listTables("", "", ListTablesRequest.builder().build()));
        server.setHandler(new AnyCredentials(handler));
        LifeCycle.start(server);
        database.join();
        URI endpoint = URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
        return new LocalDynamoDb(owner, handler, server, endpoint);
    }

    private static void open(ServerConnector connector) {
        try {
            connector.open();
        } catch (IOException e) {
            throw new UserError(
                    "port %d is in use: stop what listens there, or choose another; --port 0 takes any free one"
                            .formatted(connector.getPort()),
                    e);
        }
    }

    /** Where clients reach it. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * A client of the tables without HTTP, for what the trigger itself does: tables, and single items written. Other
     * operations throw {@link UnsupportedOperationException}.
     */
    public DynamoDbClient client() {
        return new InProcessClient(handler);
    }

    /**
     * The stream of a table.
     *
     * @param arn the table's {@code LatestStreamArn}
     */
    public EventStream stream(String arn) {
        TableWrites writes = handler.writes(LocalArns.tableOfStream(arn));
        return new LocalStream(streams, arn, owner.region(), writes.signal(), writes.recent());
    }

    RequestHandler handler() {
        return handler;
    }

    /** Stops listening, and closes the database; whoever still reads a stream then gets an exception. */
    @Override
    public void close() {
        LifeCycle.stop(server);
        streams.close();
        handler.shutdown();
    }
}
