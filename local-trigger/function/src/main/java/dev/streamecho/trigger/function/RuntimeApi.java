package dev.streamecho.trigger.function;

import dev.streamecho.trigger.http.Door;
import dev.streamecho.trigger.http.GuardedHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The server of the Lambda Runtime API, with a port of the loopback address for each execution environment. This class is
 * thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAXIMUM_THREADS = 100;

    /** The client sends the causes of an error in a header of up to 1 MiB. */
    private static final int MAXIMUM_HEADER_BYTES = 2 << 20;

    private final Server server;
    private final Map<Connector, RuntimeCalls> environments = new ConcurrentHashMap<>();

    /**
     * Makes a server, which is to be started.
     *
     * @param notice gets a line for each kind of refusal
     */
    RuntimeApi(Consumer<String> notice) {
        QueuedThreadPool threads = new QueuedThreadPool(MAXIMUM_THREADS, 1);
        threads.setName("runtime-api");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setHandler(new GuardedHandler(
                new RuntimeApiHandler(environments::get), Door.withoutBrowsers("The Runtime API"), notice));
    }

    void start() {
        LifeCycle.start(server);
    }

    /** Opens a port whose calls go to the environment. */
    Endpoint open(RuntimeCalls environment) {
        ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(LOOPBACK);
        // A function may wait for its next invocation, or work on one, for any time.
        connector.setIdleTimeout(0);
        environments.put(connector, environment);
        server.addConnector(connector);
        LifeCycle.start(connector);
        return new Endpoint(connector);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(MAXIMUM_HEADER_BYTES);
        return configuration;
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    /** The port of one execution environment. */
    final class Endpoint implements AutoCloseable {
        private final ServerConnector connector;

        private Endpoint(ServerConnector connector) {
            this.connector = connector;
        }

        /** Returns the address as {@code AWS_LAMBDA_RUNTIME_API} has it. */
        String address() {
            return LOOPBACK + ":" + connector.getLocalPort();
        }

        @Override
        public void close() {
            LifeCycle.stop(connector);
            server.removeConnector(connector);
            environments.remove(connector);
        }
    }
}
