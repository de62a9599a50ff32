package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole of {@code ItemApi/}: endpoints, global table, stream, mapping and echo. */
class RunItemApiTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void aPostEndsAsAnEchoOfTheInsertAndAGetReturnsTheItem() throws Exception {
        try (TriggerProcess trigger = TriggerProcess.start(
                Path.of(""),
                "-t",
                ModuleFolder.resolve("../../ItemApi/template.yaml").toString(),
                "--port",
                "0",
                "--api-port",
                "0")) {
            String api = trigger.lines("API at ").get(0).replaceFirst(".*(http://[^ ]+).*", "$1");

            HttpResponse<String> post = send(HttpRequest.newBuilder(URI.create(api + "/items"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"itemKey\":\"1\",\"name\":\"Ada\"}")));

            assertThat(post.statusCode()).isEqualTo(201);
            trigger.awaitLine("\"eventName\":\"INSERT\"");
            assertThat(trigger.lines("\"eventName\":\"INSERT\"").get(0))
                    .startsWith("EchoFunction | ")
                    .contains("\"name\":{\"S\":\"Ada\"}");
            HttpResponse<String> get = send(HttpRequest.newBuilder(URI.create(api + "/items/1")));
            assertThat(get.statusCode()).isEqualTo(200);
            assertThat(get.body()).isEqualTo("{\"itemKey\":\"1\",\"name\":\"Ada\"}");
            assertThat(send(HttpRequest.newBuilder(URI.create(api + "/items/2")))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(trigger.lines("not done locally"))
                    .containsExactly(
                            "ItemApi: not done locally: authorization (sigv4), request validation, gateway responses");
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
