package dev.streamecho.trigger.queue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Listens on a port of this machine from the start, for a server that starts when the first client comes, and carries the
 * bytes of each connection to it and back.
 */
final class Forwarder implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;

    private final ServerSocket listening;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "SQS connection");
        thread.setDaemon(true);
        return thread;
    });

    /** Finds the server, and starts it if it is not running. */
    @FunctionalInterface
    interface Server {
        InetSocketAddress address() throws IOException;
    }

    private Forwarder(ServerSocket listening) {
        this.listening = listening;
    }

    /**
     * Takes the port; connections wait until {@link #forward}.
     *
     * @param port 0 takes any free one
     */
    static Forwarder bind(int port) throws IOException {
        ServerSocket listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        return new Forwarder(listening);
    }

    int port() {
        return listening.getLocalPort();
    }

    void forward(Server server) {
        threads.execute(() -> acceptInto(server));
    }

    private void acceptInto(Server server) {
        try {
            while (!listening.isClosed()) {
                free.acquire();
                Socket client = listening.accept();
                threads.execute(() -> carry(client, server));
            }
        } catch (IOException e) {
            // Closed: nobody is to be accepted any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Socket client, Server server) {
        open.add(client);
        try (client;
                Socket backend = new Socket()) {
            InetSocketAddress address = server.address();
            backend.connect(address);
            client.setTcpNoDelay(true);
            backend.setTcpNoDelay(true);
            threads.execute(() -> copyRequests(client, backend));
            // A server that says no more has done with the connection.
            backend.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // Whoever is at the other end sees that the connection is closed.
        } finally {
            open.remove(client);
            free.release();
        }
    }

    private static void copyRequests(Socket client, Socket backend) {
        try {
            client.getInputStream().transferTo(backend.getOutputStream());
            backend.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(backend);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }

    /** Stops listening, and ends the connections that are open. */
    @Override
    public void close() {
        // The threads end by themselves: a pool that is shut down would refuse a connection just accepted.
        try {
            listening.close();
        } catch (IOException e) {
            // The port is given back when the process ends.
        }
        open.forEach(Forwarder::closeQuietly);
    }
}
