package dev.streamecho.trigger.http;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * An HTTP server on a port of the loopback address, and of another address if the user asks for one. It handles what its
 * {@link Door} lets in once the whole body has arrived. This class is thread-safe.
 */
public final class LocalServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** The most that DynamoDB takes. The handler reads a longer body itself, as it arrives. */
    private static final long MOST_BYTES_READ_AHEAD = 16L * 1024 * 1024;

    private static final int NO_OVERHEAD_COUNTED = 0;

    private final Server server;
    private final List<ServerConnector> connectors;

    private LocalServer(Server server, List<ServerConnector> connectors) {
        this.server = server;
        this.connectors = connectors;
    }

    /**
     * Takes a port; requests wait until {@link #serve}.
     *
     * @param port the port, or 0 for any free one
     * @param option the option by which the user chooses the port, for the error's remedy
     * @throws UserError if the port is in use
     */
    public static LocalServer bind(int port, String option, Access access) {
        Server server = new Server();
        List<ServerConnector> connectors = new ArrayList<>();
        try {
            String first = access.isEveryAddress() ? access.address().getHostAddress() : LOOPBACK;
            connectors.add(open(server, first, port));
            if (!access.isEveryAddress() && !isLoopback(access.address())) {
                int taken = connectors.get(0).getLocalPort();
                connectors.add(open(server, access.address().getHostAddress(), taken));
            }
            return new LocalServer(server, List.copyOf(connectors));
        } catch (IOException e) {
            connectors.forEach(ServerConnector::close);
            throw new UserError(
                    "port %d is in use: stop what listens there, or choose another; %s 0 takes any free one"
                            .formatted(port, option),
                    e);
        }
    }

    private static boolean isLoopback(InetAddress address) {
        return address.getHostAddress().equals(LOOPBACK);
    }

    private static ServerConnector open(Server server, String address, int port) throws IOException {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(address);
        connector.setPort(port);
        connector.open();
        server.addConnector(connector);
        return connector;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // What a path means is up to its handler: %2F is an attack elsewhere, and part of a parameter's value here.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    /**
     * Answers requests from now on, including those that have come since the port was taken.
     *
     * @param notice gets a line for each kind of refusal
     */
    public void serve(Handler handler, Door door, Consumer<String> notice) {
        // Threads handle whole requests only: a few hundred that never end would otherwise hold all of them.
        Handler whole = new EagerContentHandler(
                handler, new RetainedContentLoaderFactory(MOST_BYTES_READ_AHEAD, NO_OVERHEAD_COUNTED, false));
        server.setHandler(new GuardedHandler(whole, door, notice));
        LifeCycle.start(server);
    }

    /** Returns the URL at which clients on this machine reach it. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + port());
    }

    /** Returns the port, also if any free one was asked for. */
    public int port() {
        return connectors.get(0).getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        connectors.forEach(ServerConnector::close);
    }
}
