package dev.streamecho.trigger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for tests that have to name one, or to listen again where they have listened before. */
public final class FreePort {
    /** Below those that any system gives to whoever asks for any port, so that nobody is given it meanwhile. */
    private static final int FIRST = 20_000;

    private static final int AFTER_LAST = 32_000;

    private FreePort() {}

    /** Returns a port at which nobody listens. */
    public static int find() throws IOException {
        IOException refused = new IOException("no port was tried");
        for (int i = 0; i < 100; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                refused = e;
            }
        }
        throw refused;
    }
}
