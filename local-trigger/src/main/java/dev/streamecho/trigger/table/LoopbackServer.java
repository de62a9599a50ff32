package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * An HTTP server that this machine alone reaches. DynamoDB Local's own one (DynamoDBProxyServer) listens on every
 * interface, and tells AWS of its use.
 */
final class LoopbackServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final ServerConnector connector;

    private LoopbackServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Takes the port; requests wait until {@link #serve}.
     *
     * @param port 0 takes any free one
     * @throws UserError if it is taken
     */
    static LoopbackServer bind(int port) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new UserError(
                    "port %d is in use: stop what listens there, or choose another; --port 0 takes any free one"
                            .formatted(port),
                    e);
        }
        return new LoopbackServer(server, connector);
    }

    void serve(Handler handler) {
        server.setHandler(handler);
        LifeCycle.start(server);
    }

    URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        connector.close();
    }
}
