package dev.streamecho.trigger.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageClientTest {
    private HttpServer server;
    private URI page;

    @BeforeEach
    void startAServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.start();
    }

    @AfterEach
    void stopIt() {
        server.stop(0);
    }

    @Test
    void aQuestionHasTheTokenAndItsParametersEncoded() {
        server.createContext("/api/v1/why", exchange -> {
            String answer = "{\"answer\":\"%s %s\"}"
                    .formatted(
                            exchange.getRequestURI().getRawQuery(),
                            exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });

        assertThat(new PageClient(page, "secret")
                        .get("/why", Map.of("key", "id=a&b"))
                        .path("answer")
                        .asText())
                .isEqualTo("key=id%3Da%26b Bearer secret");
    }

    @Test
    void anErrorIsTheServersLine() {
        server.createContext("/api/v1/status", exchange -> {
            exchange.sendResponseHeaders(503, 0);
            exchange.getResponseBody().write("{\"message\":\"it is starting\"}".getBytes(UTF_8));
            exchange.close();
        });

        assertThatThrownBy(() -> new PageClient(page, "secret").get("/status", Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("the trigger at " + page + ": it is starting");
    }

    @Test
    void whatDoesNotAnswerIsNamed() {
        server.stop(0);

        assertThatThrownBy(() -> new PageClient(page, "secret").get("/status", Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("the trigger at " + page + " does not answer (");
    }
}
