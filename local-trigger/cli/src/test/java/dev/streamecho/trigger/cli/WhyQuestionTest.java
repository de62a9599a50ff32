package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.streamecho.trigger.cli.options.PageClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked, of a server that has seen some records and repeats the question. */
class WhyQuestionTest {
    private static final String NUMBER = "1000000000000000000002";
    private static final String MESSAGE = "5f0c7e1a-0000-4000-8000-000000000001";

    private Set<String> seen = Set.of();
    private HttpServer server;
    private PageClient page;

    @BeforeEach
    void startAServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/why", exchange -> {
            String question = exchange.getRequestURI().getQuery();
            String record = seen.contains(question) ? ",\"record\":7" : "";
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody()
                    .write("{\"answer\":\"%s\"%s}"
                            .formatted(question.replace("\"", "\\\""), record)
                            .getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        page = new PageClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "token");
    }

    @AfterEach
    void stopIt() {
        server.stop(0);
    }

    @Test
    void aKeyIsAskedForAsItWasTyped() {
        assertThat(asked("id=1")).isEqualTo("key=id=1");
        assertThat(asked("{\"id\":\"1\"}")).isEqualTo("key={\"id\":\"1\"}");
        assertThat(asked("last")).isEqualTo("last=true");
    }

    @Test
    void aSequenceNumberOrMessageIdIsOneUnlessOnlyAKeyWasSeen() {
        assertThat(asked(NUMBER)).isEqualTo("sequenceNumber=" + NUMBER);
        assertThat(asked(MESSAGE)).isEqualTo("sequenceNumber=" + MESSAGE);

        seen = Set.of("key=" + NUMBER);
        assertThat(asked(NUMBER)).isEqualTo("key=" + NUMBER);

        seen = Set.of("key=" + NUMBER, "sequenceNumber=" + NUMBER);
        assertThat(asked(NUMBER)).isEqualTo("sequenceNumber=" + NUMBER);
    }

    @Test
    void ifNothingWasReadThatIsTheAnswer() {
        server.removeContext("/api/v1/why");
        server.createContext("/api/v1/why", exchange -> {
            exchange.sendResponseHeaders(404, 0);
            exchange.getResponseBody().write("{\"message\":\"Nothing was read yet\"}".getBytes(UTF_8));
            exchange.close();
        });

        JsonNode answer = new WhyQuestion("last").ask(page);

        assertThat(answer.path("answer").asText()).isEqualTo("Nothing was read yet");
        assertThat(WhyQuestion.isSeen(answer)).isFalse();
    }

    private String asked(String record) {
        return new WhyQuestion(record).ask(page).path("answer").asText();
    }
}
