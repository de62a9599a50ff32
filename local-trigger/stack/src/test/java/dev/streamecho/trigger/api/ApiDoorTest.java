package dev.streamecho.trigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.RawHttp;
import dev.streamecho.trigger.template.api.ApiDefinition;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of other machines' pages comes to a function behind an API. */
class ApiDoorTest {
    private static final String EVIL = "Origin: https://evil.example";

    @TempDir
    private Path folder;

    private final FakeFunction function = new FakeFunction();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private LocalApi api;

    @AfterEach
    void close() {
        if (api != null) {
            api.close();
        }
    }

    @Test
    void hostOfAnotherMachineRunsNoFunction() {
        serve(TestApis.rest(folder, "", "ANY /{proxy+}"));

        assertThat(RawHttp.status(port(), "GET /items HTTP/1.1", "Host: evil.example"))
                .isEqualTo(403);
        assertThat(function.events()).isEmpty();
        assertThat(notices)
                .containsExactly("The API Items refused a request with the Host evil.example: it is not a name of this"
                        + " machine; if it should be, add --allow-host with it");
    }

    @Test
    void formOfAnotherPageRunsNoFunction() {
        serve(TestApis.rest(folder, "", "POST /items"));

        assertThat(RawHttp.status(RawHttp.answer(
                        port(), "POST /items HTTP/1.1", "{}", "Host: localhost", EVIL, "Content-Type: text/plain")))
                .isEqualTo(403);
        assertThat(function.events()).isEmpty();
        assertThat(notices)
                .containsExactly("The API Items refused a request of a page of https://evil.example: another machine"
                        + " serves it");
    }

    @Test
    void pictureOfAnotherPageRunsNoFunction() {
        serve(TestApis.rest(folder, "", "GET /items"));

        assertThat(get(
                        "/items",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: no-cors",
                        "Sec-Fetch-Dest: image",
                        "Referer: https://evil.example/"))
                .isEqualTo(403);
        assertThat(get("/items", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"))
                .isEqualTo(403);
        assertThat(function.events()).isEmpty();
    }

    @Test
    void linkOfAnotherPageMayBeFollowedButNotSubmitted() {
        serve(TestApis.rest(folder, "", "GET /items", "POST /items"));
        String[] navigation = {
            "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document",
        };

        assertThat(get("/items", navigation)).isEqualTo(200);
        assertThat(RawHttp.status(
                        port(), "POST /items HTTP/1.1", "Host: localhost", navigation[0], navigation[1], navigation[2]))
                .isEqualTo(403);
    }

    @Test
    void frontEndOnAnotherPortComesIn() {
        serve(TestApis.rest(folder, "", "GET /items"));

        assertThat(get("/items", "Origin: http://localhost:5173")).isEqualTo(200);
        assertThat(get("/items", "Origin: http://127.0.0.1:5173")).isEqualTo(200);
    }

    @Test
    void pageThatTheCorsOfARestApiNamesComesIn() {
        serve(TestApis.rest(folder, "Cors: {AllowOrigin: \"'https://a.example'\"}", "GET /items"));

        assertThat(get("/items", "Origin: https://a.example")).isEqualTo(200);
        assertThat(get(
                        "/items",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: no-cors",
                        "Referer: https://a.example/items"))
                .isEqualTo(200);
        assertThat(get("/items", EVIL)).isEqualTo(403);
        assertThat(get("/items", "Origin: http://a.example")).isEqualTo(403);
        assertThat(get("/items", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .isEqualTo(403);
    }

    @Test
    void pageThatTheCorsOfAnHttpApiNamesComesIn() {
        serve(TestApis.http(folder, "CorsConfiguration: {AllowOrigins: ['https://*']}", "GET /items"));

        assertThat(get("/items", "Origin: https://a.example")).isEqualTo(200);
        assertThat(get("/items", "Origin: http://a.example")).isEqualTo(403);
        assertThat(get("/items", "Origin: null")).isEqualTo(403);
        assertThat(RawHttp.answer(port(), "GET /items HTTP/1.1", "", "Host: localhost", "Origin: https://a.example"))
                .containsIgnoringCase("access-control-allow-origin: https://a.example");
    }

    @Test
    void everyPageComesInIfCorsNamesThemAll() {
        serve(TestApis.http(folder, "CorsConfiguration: true", "GET /items"));

        assertThat(get("/items", EVIL)).isEqualTo(200);
        assertThat(get("/items", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .isEqualTo(200);
        assertThat(RawHttp.status(port(), "GET /items HTTP/1.1", "Host: evil.example"))
                .isEqualTo(403);
    }

    @Test
    void functionThatAnswersBrowsersDecidesItself() {
        serve(TestApis.rest(folder, "", "GET /items", "OPTIONS /items", "ANY /any", "GET /other"));

        assertThat(get("/items", EVIL)).isEqualTo(200);
        assertThat(get("/any", EVIL)).isEqualTo(200);
        assertThat(get("/other", EVIL)).isEqualTo(403);
    }

    @Test
    void defaultRouteDecidesItself() {
        serve(TestApis.http(folder, "", "$default"));

        assertThat(get("/items", EVIL)).isEqualTo(200);
    }

    @Test
    void pageThatTheUserNamesComesIn() {
        serve(TestApis.rest(folder, "", "GET /items"), Set.of("https://App.example", "null"));

        assertThat(get("/items", "Origin: https://app.example")).isEqualTo(200);
        assertThat(get("/items", "Origin: null")).isEqualTo(200);
        assertThat(get("/items", EVIL)).isEqualTo(403);
    }

    private void serve(ApiDefinition definition) {
        serve(definition, Set.of());
    }

    private void serve(ApiDefinition definition, Set<String> allowedOrigins) {
        Access access = new Access(InetAddress.getLoopbackAddress(), Set.of(), allowedOrigins);
        api = LocalApi.bind(definition, 0, "--api-port", access);
        api.serve(Map.of("Function", function), "123456789012", UnaryOperator.identity(), call -> {}, notices::add);
    }

    private int get(String path, String... headers) {
        String[] all = new String[headers.length + 1];
        all[0] = "Host: localhost";
        System.arraycopy(headers, 0, all, 1, headers.length);
        return RawHttp.status(port(), "GET " + path + " HTTP/1.1", all);
    }

    private int port() {
        return api.endpoint().getPort();
    }
}
