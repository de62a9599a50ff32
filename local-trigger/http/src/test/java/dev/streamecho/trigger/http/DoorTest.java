package dev.streamecho.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private LocalServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8000",
                "LocalHost:1",
                "localhost.",
                "api.localhost:3000",
                "127.0.0.1",
                "127.0.0.1:8000",
                "127.9.8.7:1",
                "[::1]",
                "[::1]:8000",
                "[0:0:0:0:0:0:0:1]:8000"
            })
    void hostOfThisMachineComesIn(String host) {
        serve(Access.LOOPBACK);

        assertThat(get("Host: " + host)).isEqualTo(200);
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8000",
                "localhost.evil.example",
                "notlocalhost",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "128.0.0.1",
                "192.168.1.7:8000",
                "0.0.0.0:8000",
                "10.0.0.1",
                "[::2]:8000",
                "[fe80::1]",
                "::1"
            })
    void hostThatMayPointAnywhereStaysOutside(String host) {
        serve(Access.LOOPBACK);

        // Some of them are no hosts at all, which Jetty says before.
        assertThat(get("Host: " + host)).isIn(400, 403);
    }

    @Test
    void refusalNamesTheRemedy() {
        serve(Access.LOOPBACK);

        String answer = RawHttp.answer(server.port(), "GET / HTTP/1.1", "", "Host: evil.example");

        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .endsWith("{\"__type\":\"AccessDeniedException\",\"message\":\"Test refused a request with the Host"
                        + " evil.example: it is not a name of this machine; if it should be, add --allow-host with"
                        + " it\"}");
        assertThat(notices)
                .containsExactly("Test refused a request with the Host evil.example: it is not a name of this machine;"
                        + " if it should be, add --allow-host with it");
    }

    @Test
    void requestWithoutAHostStaysOutside() {
        serve(Access.LOOPBACK);

        assertThat(RawHttp.status(server.port(), "GET / HTTP/1.0")).isEqualTo(403);
    }

    @Test
    void hostBeforeThePathCountsAsWell() {
        serve(Access.LOOPBACK);

        assertThat(RawHttp.status(server.port(), "GET http://evil.example/ HTTP/1.1", "Host: evil.example"))
                .isEqualTo(403);
        assertThat(RawHttp.status(server.port(), "GET http://evil.example/ HTTP/1.1", "Host: localhost"))
                .isIn(400, 403);
        assertThat(RawHttp.status(server.port(), "GET http://localhost/ HTTP/1.1", "Host: localhost"))
                .isEqualTo(200);
    }

    @Test
    void allowedHostComesIn() {
        serve(new Access(InetAddress.getLoopbackAddress(), Set.of("Host.Docker.Internal"), Set.of()));

        assertThat(get("Host: host.docker.internal:8000")).isEqualTo(200);
        assertThat(get("Host: HOST.docker.internal", "Origin: http://host.docker.internal:3000"))
                .isEqualTo(200);
        assertThat(get("Host: docker.internal")).isEqualTo(403);
        assertThat(get("Host: a.host.docker.internal")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:5173",
                "Origin: https://127.0.0.1",
                "Origin: http://[::1]:3000",
                "Origin: http://app.localhost",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: same-site",
                "Referer: http://localhost:5173/a?b|c",
            })
    void pageOfThisMachineComesIn(String header) {
        serve(Access.LOOPBACK);

        assertThat(get("Host: localhost", header)).isEqualTo(200);
    }

    @Test
    void pageOfThisMachineUnderAnotherOfItsNamesComesIn() {
        serve(Access.LOOPBACK);

        assertThat(get("Host: localhost", "Sec-Fetch-Site: cross-site", "Referer: http://127.0.0.1:5173/"))
                .isEqualTo(200);
        assertThat(get("Host: localhost", "Sec-Fetch-Site: cross-site", "Origin: https://localhost:5173"))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: http://localhost.evil.example",
                "Origin: http://localhost@evil.example",
                "Origin: null",
                "Origin: file://",
                "Origin: chrome-extension://abcdef",
                "Origin: http://192.168.1.7",
                "Sec-Fetch-Site: cross-site",
                "Referer: https://evil.example/page",
                "Referer: https://evil.example/localhost",
            })
    void otherPageStaysOutside(String header) {
        serve(Access.LOOPBACK);

        assertThat(get("Host: localhost", header)).isEqualTo(403);
        assertThat(notices).singleElement().asString().contains("another machine serves it");
    }

    @Test
    void secondOriginDoesNotHideBehindAFirst() {
        serve(Access.LOOPBACK);

        assertThat(get("Host: localhost", "Origin: http://localhost", "Origin: https://evil.example"))
                .isEqualTo(403);
    }

    @Test
    void neighborOfAnAllowedHostStaysOutside() {
        serve(new Access(InetAddress.getLoopbackAddress(), Set.of("dev.example.com"), Set.of()));

        assertThat(get("Host: dev.example.com", "Sec-Fetch-Site: same-site")).isEqualTo(403);
        assertThat(get("Host: dev.example.com", "Origin: http://other.example.com"))
                .isEqualTo(403);
    }

    @Test
    void manyRefusalsAreFewLines() {
        serve(Access.LOOPBACK);

        for (int i = 0; i < 50; i++) {
            get("Host: evil.example");
            get("Host: evil" + i + ".example");
        }

        assertThat(notices).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void strangersWordsReachTheScreenAsPrintableAscii() {
        serve(Access.LOOPBACK);

        assertThat(get("Host: localhost", "Origin: http://\u009b2J.example/\u00e9" + "x".repeat(1000)))
                .isEqualTo(403);

        assertThat(notices).singleElement().asString().matches("[\\x20-\\x7e]{1,310}");
    }

    @Test
    void otherAddressOfThisMachineIsClosedUnlessAskedFor() throws IOException {
        InetAddress other = otherAddress();
        serve(Access.LOOPBACK);
        assertThat(isOpen(other)).isFalse();
        server.close();

        serve(new Access(other, Set.of(), Set.of()));

        assertThat(isOpen(other)).isTrue();
        assertThat(get("Host: localhost")).isEqualTo(200);
        assertThat(statusAt(other, other.getHostAddress() + ":" + server.port()))
                .isEqualTo(200);
        assertThat(statusAt(other, "evil.example")).isEqualTo(403);
    }

    @Test
    void everyAddressIsOpenIfAskedFor() throws IOException {
        InetAddress other = otherAddress();
        serve(new Access(InetAddress.getByName("0.0.0.0"), Set.of(), Set.of()));

        assertThat(get("Host: 127.0.0.1")).isEqualTo(200);
        assertThat(statusAt(other, other.getHostAddress())).isEqualTo(200);
        assertThat(statusAt(other, "10.255.255.1")).isEqualTo(403);
        assertThat(server.endpoint()).hasHost("127.0.0.1");
    }

    /** More than the server has threads. */
    @Test
    void bodiesThatNeverEndStopNobodyElse() throws IOException {
        serve(Access.LOOPBACK);
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = RawHttp.connect(server.port());
                open.add(socket);
                RawHttp.send(socket, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
            }

            assertThat(RawHttp.answer(server.port(), "POST / HTTP/1.1", "whole", "Host: localhost"))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("whole");
            assertThat(open.get(0).getInputStream().available()).isZero();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** As a function does that answers slowly; a client may send the body after the headers. */
    @Test
    void slowAnswerToABodyThatCameLaterStopsNobodyElse() throws IOException {
        CountDownLatch answer = new CountDownLatch(1);
        serve(Access.LOOPBACK, new Slow(answer));
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                Socket socket = RawHttp.connect(server.port());
                open.add(socket);
                RawHttp.send(socket, "POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbo");
                // The first half has been read by then.
                assertThat(get("Host: localhost")).isEqualTo(200);
                RawHttp.send(socket, "dy");
                assertThat(get("Host: localhost")).isEqualTo(200);
            }
        } finally {
            answer.countDown();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"16777216, 200", "30000000, 200"})
    void longBodiesArriveWhole(int length, int status) {
        serve(Access.LOOPBACK);

        String answer = RawHttp.answer(server.port(), "POST / HTTP/1.1", "x".repeat(length), "Host: localhost");

        assertThat(RawHttp.status(answer)).isEqualTo(status);
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(length);
    }

    private void serve(Access access) {
        serve(access, new Echo());
    }

    private void serve(Access access, Handler handler) {
        server = LocalServer.bind(0, "--port", access);
        server.serve(handler, Door.of("Test", access, PageRules.NONE), notices::add);
    }

    private int get(String... headers) {
        return RawHttp.status(server.port(), "GET / HTTP/1.1", headers);
    }

    private static InetAddress otherAddress() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                .toList();
        Assumptions.assumeFalse(others.isEmpty(), "this machine has no other address");
        return others.get(0);
    }

    private boolean isOpen(InetAddress address) {
        try (Socket socket = new Socket(address, server.port())) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    private int statusAt(InetAddress address, String host) throws IOException {
        try (Socket socket = new Socket(address, server.port())) {
            RawHttp.send(socket, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            return RawHttp.status(new String(socket.getInputStream().readAllBytes()));
        }
    }

    /** Answers a request for its own path when it is told to, and any other at once. */
    private static final class Slow extends Handler.Abstract {
        private final CountDownLatch answer;

        private Slow(CountDownLatch answer) {
            this.answer = answer;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
            if (request.getHttpURI().getPath().equals("/slow")) {
                answer.await();
            }
            callback.succeeded();
            return true;
        }
    }

    /** Answers what it gets, read as blocking code does. */
    private static final class Echo extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            byte[] body = Request.asInputStream(request).readAllBytes();
            response.setStatus(200);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
