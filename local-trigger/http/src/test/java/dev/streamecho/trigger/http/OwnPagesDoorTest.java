package dev.streamecho.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPagesDoorTest {
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private LocalServer server;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void programsComeIn() {
        serve(Access.LOOPBACK);

        assertThat(get("Host: localhost:%d")).isEqualTo(200);
        assertThat(notices).isEmpty();
    }

    @Test
    void ownPageComesIn() {
        serve(Access.LOOPBACK);

        assertThat(get("Host: 127.0.0.1:%d", "Origin: http://127.0.0.1:%d", "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
        assertThat(get("Host: LOCALHOST:%d", "Origin: http://localhost:%d")).isEqualTo(200);
        assertThat(get("Host: localhost:%d", "Referer: http://localhost:%d/records/1"))
                .isEqualTo(200);
    }

    @Test
    void addressThatIsTypedComesIn() {
        serve(Access.LOOPBACK);

        assertThat(get("Host: 127.0.0.1:%d", "Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:%d", "192.168.1.7:%d", "[::2]:%d"})
    void foreignHostStaysOutside(String host) {
        serve(Access.LOOPBACK);

        assertThat(get("Host: " + host)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                // Pages of other ports of this machine.
                "Origin: http://127.0.0.1:3000",
                "Origin: http://127.0.0.1",
                "Origin: http://localhost:%d",
                "Origin: http://127.0.0.1:%d.evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Referer: http://127.0.0.1:3000/",
                "Referer: nonsense"
            })
    void foreignPageStaysOutside(String header) {
        serve(Access.LOOPBACK);

        assertThat(get("Host: 127.0.0.1:%d", header)).isEqualTo(403);
    }

    @Test
    void oneForeignOriginIsEnough() {
        serve(Access.LOOPBACK);

        assertThat(get("Host: 127.0.0.1:%d", "Origin: http://127.0.0.1:%d", "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(get("Host: 127.0.0.1:%d", "Origin: http://127.0.0.1:%d", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
    }

    @Test
    void refusalNamesThePage() {
        serve(Access.LOOPBACK);

        get("Host: 127.0.0.1:%d", "Origin: https://evil.example");

        assertThat(notices)
                .containsExactly(
                        "Test refused a request of a page of https://evil.example: only its own page may send it");
    }

    @Test
    void allowedHostHasItsOwnPage() {
        serve(new Access(InetAddress.getLoopbackAddress(), Set.of("me.tunnel.example"), Set.of("*")));

        assertThat(get("Host: me.tunnel.example", "Origin: https://me.tunnel.example"))
                .isEqualTo(200);
        assertThat(get("Host: me.tunnel.example", "Origin: https://you.tunnel.example"))
                .isEqualTo(403);
    }

    private void serve(Access access) {
        server = LocalServer.bind(0, "--port", access);
        server.serve(new Good(), Door.ofOwnPages("Test", access, PageRules.NONE), notices::add);
    }

    /** The status of a request; {@code %d} in its headers is the server's port. */
    private int get(String... headers) {
        String[] here = List.of(headers).stream()
                .map(header -> header.replace("%d", String.valueOf(server.port())))
                .toArray(String[]::new);
        return RawHttp.status(server.port(), "GET / HTTP/1.1", here);
    }

    private static final class Good extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            callback.succeeded();
            return true;
        }
    }
}
