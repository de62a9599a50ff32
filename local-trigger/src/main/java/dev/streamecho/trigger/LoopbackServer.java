package dev.streamecho.trigger;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** An HTTP server that this machine alone reaches. It is thread-safe. */
public final class LoopbackServer implements AutoCloseable {
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
     * @param option by which the user chooses it
     * @throws UserError if it is taken
     */
    public static LoopbackServer bind(int port, String option) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new UserError(
                    "port %d is in use: stop what listens there, or choose another; %s 0 takes any free one"
                            .formatted(port, option),
                    e);
        }
        return new LoopbackServer(server, connector);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // What a path means is up to those who serve it: %2F in it is an attack elsewhere, and a parameter's value
        // here.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    /** Answers requests from now on, those too that came since the port was taken. */
    public void serve(Handler handler) {
        server.setHandler(handler);
        LifeCycle.start(server);
    }

    /** Where clients reach it. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        connector.close();
    }
}
