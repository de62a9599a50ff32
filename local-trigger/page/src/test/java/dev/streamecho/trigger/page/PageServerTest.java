package dev.streamecho.trigger.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in, and what is sent along. Nothing has started behind it, so whoever comes in gets 503. */
class PageServerTest {
    private static final int COMES_IN = 503;
    private static final int HAS_NO_TOKEN = 401;
    private static final int STAYS_OUTSIDE = 403;

    private static final Pattern COOKIE =
            Pattern.compile("Set-Cookie: (\\S+=[\\w-]{43}); Path=/; HttpOnly;" + " SameSite=Strict\r\n");

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private PageServer page;

    @BeforeEach
    void serve() {
        page = PageServer.bind(OptionalInt.of(0), Access.LOOPBACK);
        page.serve(true, notices::add);
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void pageIsServed() {
        assertThat(answer("GET /"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/html; charset=utf-8\r\n")
                .contains("<!doctype html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lib/preact.js", "/lib/hooks.js", "/lib/htm.js"})
    void librariesAreServed(String path) {
        assertThat(answer("GET " + path))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/javascript; charset=utf-8\r\n")
                // No browser would find these.
                .doesNotContain("from\"preact\"");
    }

    @Test
    void styleIsServed() {
        assertThat(answer("GET /style/base.css"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/css; charset=utf-8\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/../PageServer.class",
                "/..%2fPageServer.class",
                "/%2e%2e/PageServer.class",
                "/js/../index.html",
                "/../../../../../META-INF/MANIFEST.MF",
                "//etc/passwd.js",
                "/PageServer.class",
                "/lib/preact.module.js",
                "/lib",
                "/js"
            })
    void nothingElseIsServed(String path) {
        // Jetty refuses some of them before.
        assertThat(status("GET " + path)).isIn(400, 404);
    }

    @Test
    void fileThatTheBrowserHasIsNotSentAgain() {
        Matcher tag = Pattern.compile("ETag: (\"\\w+\")").matcher(answer("GET /lib/preact.js"));
        assertThat(tag.find()).isTrue();

        assertThat(answer("GET /lib/preact.js", "If-None-Match: " + tag.group(1)))
                .startsWith("HTTP/1.1 304 ");
    }

    @Test
    void filesAreRead() {
        assertThat(answer("POST /")).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/lib/preact.js", "/nothing", "/api/v1/run", "/api/v1/health"})
    void everyAnswerIsGuarded(String path) {
        assertThat(answer("GET " + path))
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                        + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'; require-trusted-types-for 'script'\r\n")
                .contains("X-Content-Type-Options: nosniff\r\n")
                .contains("X-Frame-Options: DENY\r\n")
                .contains("Referrer-Policy: no-referrer\r\n")
                .contains("Cross-Origin-Opener-Policy: same-origin\r\n")
                .contains("Cross-Origin-Resource-Policy: same-origin\r\n")
                .doesNotContain("Access-Control-")
                .doesNotContain("Server:");
    }

    @Test
    void apiAnswersAreNotKept() {
        assertThat(answer("GET /api/v1/run", bearer())).contains("Cache-Control: no-store\r\n");
    }

    @Test
    void preflightIsNotAnswered() {
        String answer =
                answer("OPTIONS /api/v1/run", "Origin: https://evil.example", "Access-Control-Request-Method: GET");

        assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("Access-Control-");
        assertThat(answer("OPTIONS /api/v1/run", own())).doesNotContain("Access-Control-");
    }

    @Test
    void apiNeedsTheTokenOrTheCookie() {
        assertThat(answer("GET /api/v1/run"))
                .startsWith("HTTP/1.1 401 ")
                .contains("WWW-Authenticate: Bearer\r\n")
                .endsWith("{\"message\":\"The API needs the token of .trigger/run.json, as Authorization: Bearer TOKEN,"
                        + " or the cookie that the page has\"}");

        assertThat(status("GET /api/v1/run", bearer())).isEqualTo(COMES_IN);
        assertThat(status("GET /api/v1/run", cookie())).isEqualTo(COMES_IN);
    }

    @Test
    void otherTokensAndCookiesDoNotCount() {
        assertThat(status("GET /api/v1/run", "Authorization: Bearer x")).isEqualTo(HAS_NO_TOKEN);
        assertThat(status("GET /api/v1/run", "Authorization: Basic " + page.token()))
                .isEqualTo(HAS_NO_TOKEN);
        assertThat(status("GET /api/v1/run", "Authorization: Bearer x", cookie()))
                .isEqualTo(HAS_NO_TOKEN);
        assertThat(status("GET /api/v1/run", cookie() + "x")).isEqualTo(HAS_NO_TOKEN);
        assertThat(status("GET /api/v1/run", cookie().replaceFirst("=.*", "=" + page.token())))
                .isEqualTo(HAS_NO_TOKEN);
    }

    @Test
    void cookieAloneWritesNothing() {
        assertThat(status("POST /api/v1/failures/redrive", cookie())).isEqualTo(HAS_NO_TOKEN);
        assertThat(status("POST /api/v1/failures/redrive", cookie(), own())).isEqualTo(COMES_IN);
        assertThat(status("POST /api/v1/failures/redrive", bearer())).isEqualTo(COMES_IN);
    }

    @Test
    void healthNeedsNoToken() {
        assertThat(answer("GET /api/v1/health")).startsWith("HTTP/1.1 200 ").endsWith("{\"status\":\"starting\"}");
    }

    @Test
    void onlyThePageSetsTheCookie() {
        assertThat(answer("GET /")).contains("Set-Cookie: stream-echo-");
        assertThat(answer("GET /lib/preact.js")).doesNotContain("Set-Cookie");
        assertThat(answer("GET /api/v1/run", bearer())).doesNotContain("Set-Cookie");
        assertThat(answer("GET /api/v1/health")).doesNotContain("Set-Cookie");
    }

    @Test
    void eachPortHasACookieOfItsOwn() {
        try (PageServer other = PageServer.bind(OptionalInt.of(0), Access.LOOPBACK)) {
            other.serve(true, notices::add);

            assertThat(RawHttp.status(
                            other.endpoint().getPort(), "GET /api/v1/run HTTP/1.1", "Host: localhost", cookie()))
                    .isEqualTo(HAS_NO_TOKEN);
            assertThat(cookie())
                    .startsWith("Cookie: stream-echo-" + page.endpoint().getPort() + "=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8001", "192.168.1.7:8001"})
    void nameThatWasMadeToPointHereStaysOutside(String host) {
        for (String path : List.of("/", "/lib/preact.js", "/api/v1/run", "/api/v1/health")) {
            assertThat(RawHttp.status(
                            page.endpoint().getPort(), "GET " + path + " HTTP/1.1", "Host: " + host, cookie()))
                    .isEqualTo(STAYS_OUTSIDE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:3000",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void foreignPageReadsAndWritesNothing(String header) {
        // Even if the browser sent the cookie along, as it does for another port of this machine.
        assertThat(status("GET /api/v1/run", header, cookie())).isEqualTo(STAYS_OUTSIDE);
        assertThat(status("GET /api/v1/health", header)).isEqualTo(STAYS_OUTSIDE);
        assertThat(status("GET /lib/preact.js", header)).isEqualTo(STAYS_OUTSIDE);
        assertThat(status("GET /", header, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"))
                .isEqualTo(STAYS_OUTSIDE);
        assertThat(status("POST /api/v1/tables/T/items", header, cookie())).isEqualTo(STAYS_OUTSIDE);
        assertThat(status("DELETE /api/v1/tables/T/items", header, cookie())).isEqualTo(STAYS_OUTSIDE);
    }

    @Test
    void linkFromElsewhereOpensThePageAndNothingElse() {
        String[] link = {
            "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Sec-Fetch-User: ?1"
        };

        assertThat(status("GET /", link)).isEqualTo(200);
        assertThat(status("GET /api/v1/run", link)).isEqualTo(STAYS_OUTSIDE);
        assertThat(status("GET /api/v1/records/1/export", link)).isEqualTo(STAYS_OUTSIDE);
        assertThat(status("POST /", link)).isEqualTo(STAYS_OUTSIDE);
    }

    @Test
    void frameElsewhereIsNotServed() {
        assertThat(status("GET /", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"))
                .isEqualTo(STAYS_OUTSIDE);
    }

    @Test
    void namesThatTheUserAllowsComeIn() {
        try (PageServer open = PageServer.bind(
                OptionalInt.of(0),
                new Access(InetAddress.getLoopbackAddress(), Set.of("host.docker.internal"), Set.of("*")))) {
            open.serve(true, notices::add);

            assertThat(RawHttp.status(open.endpoint().getPort(), "GET / HTTP/1.1", "Host: host.docker.internal:8001"))
                    .isEqualTo(200);
            // Not for the API under the page, which is another one.
            assertThat(RawHttp.status(
                            open.endpoint().getPort(),
                            "GET /api/v1/run HTTP/1.1",
                            "Host: localhost",
                            "Origin: https://app.example"))
                    .isEqualTo(STAYS_OUTSIDE);
        }
    }

    @Test
    void noOtherMachineReachesItWhereverTheOthersListen() throws IOException {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        try (PageServer open = PageServer.bind(OptionalInt.of(0), new Access(everywhere, Set.of(), Set.of()))) {
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                    .toList();

            assertThat(others)
                    .noneMatch(address -> isOpen(address, open.endpoint().getPort()));
        }
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void apiIsThereWithoutThePage() {
        try (PageServer alone = PageServer.bind(OptionalInt.of(0), Access.LOOPBACK)) {
            alone.serve(false, notices::add);
            int port = alone.endpoint().getPort();

            assertThat(RawHttp.answer(port, "GET / HTTP/1.1", "", "Host: localhost"))
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain("Set-Cookie");
            assertThat(RawHttp.status(
                            port,
                            "GET /api/v1/run HTTP/1.1",
                            "Host: localhost",
                            "Authorization: Bearer " + alone.token()))
                    .isEqualTo(COMES_IN);
        }
    }

    @Test
    void nextPortIsTakenIfOneIsInUse() throws IOException {
        try (ServerSocket inUse = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PageServer next = PageServer.bind(OptionalInt.of(inUse.getLocalPort()), Access.LOOPBACK)) {
            assertThat(next.endpoint()).hasHost("127.0.0.1");
            assertThat(next.endpoint().getPort()).isNotEqualTo(inUse.getLocalPort());
            assertThat(next.portInUse()).hasValue(inUse.getLocalPort());
            assertThat(page.portInUse()).isEmpty();
        }
    }

    @Test
    void unknownPartOfTheApiIsSaid() {
        assertThat(answer("GET /api/v2/run", bearer()))
                .startsWith("HTTP/1.1 404 ")
                .endsWith("{\"message\":\"There is nothing at /api/v2/run; the API is at /api/v1\"}");
    }

    private int status(String request, String... headers) {
        return RawHttp.status(answer(request, headers));
    }

    /** The answer to a request for this machine with these headers. */
    private String answer(String request, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Host: 127.0.0.1:" + page.endpoint().getPort());
        return RawHttp.answer(page.endpoint().getPort(), request + " HTTP/1.1", "", all.toArray(String[]::new));
    }

    private String bearer() {
        return "Authorization: Bearer " + page.token();
    }

    private String own() {
        return "Origin: " + page.endpoint();
    }

    /** What the browser sends once it has shown the page. */
    private String cookie() {
        Matcher cookie = COOKIE.matcher(answer("GET /"));
        assertThat(cookie.find()).isTrue();
        return "Cookie: " + cookie.group(1);
    }
}
