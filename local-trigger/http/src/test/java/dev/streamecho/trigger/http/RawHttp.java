package dev.streamecho.trigger.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.streamecho.trigger.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Collectors;

/** Requests as no well-behaved client sends them, byte by byte. */
public final class RawHttp {
    private RawHttp() {}

    /** The status of the answer to a request without a body. */
    public static int status(int port, String requestLine, String... headers) {
        return status(answer(port, requestLine, "", headers));
    }

    /** The status of an answer. */
    public static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** The whole answer to a request, after which the connection is closed. */
    public static String answer(int port, String requestLine, String body, String... headers) {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        String lines = List.of(headers).stream().map(line -> line + "\r\n").collect(Collectors.joining());
        try (Socket socket = connect(port)) {
            send(socket, requestLine + "\r\n" + lines + length + "Connection: close\r\n\r\n" + body);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to a port of this machine that does not wait for ever. */
    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(Math.toIntExact(Patience.LIMIT.toMillis()));
        return socket;
    }

    /** Sends these characters as they are. */
    public static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
