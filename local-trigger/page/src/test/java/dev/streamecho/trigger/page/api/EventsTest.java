package dev.streamecho.trigger.page.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.page.RunningPage;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client hears that listens. */
class EventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static RunningPage page;

    @BeforeAll
    static void run() {
        page = RunningPage.start(folder);
    }

    @AfterAll
    static void end() {
        page.close();
    }

    @Test
    void clientHearsOfARecordAndWhatBecomesOfIt() throws Exception {
        try (Listener listener = listen("")) {
            page.put("heard");

            await().until(() -> listener.rows("id=heard").stream()
                    .anyMatch(row -> row.path("state").asText().equals("handled")));
            assertThat(listener.updates().get(0).path("counts").path("total").asInt())
                    .isPositive();
            assertThat(listener.updates()).anyMatch(update -> update.has("status"));
        }
    }

    @Test
    void clientThatLostItsConnectionGoesOnWhereItWas() throws Exception {
        String lastId;
        try (Listener listener = listen("")) {
            page.put("before");
            await().until(() -> listener.rows("id=before").stream()
                    .anyMatch(row -> row.path("state").asText().equals("handled")));
            lastId = listener.lastId();
        }
        page.put("meanwhile");
        page.awaitState("meanwhile", "handled");

        try (Listener again = listen(lastId)) {
            await().until(() -> !again.rows("id=meanwhile").isEmpty());

            assertThat(again.rows("id=before")).isEmpty();
            assertThat(again.lines()).doesNotContain("event: missed");
        }
    }

    @Test
    void clientOfAnEarlierRunIsToldHowMuchItMissed() throws Exception {
        page.put("missed");
        page.awaitState("missed", "handled");

        try (Listener listener = listen("another-run-17")) {
            await().until(() -> listener.lines().contains("event: missed"));

            String data = listener.lines().get(listener.lines().indexOf("event: missed") + 1);
            assertThat(JSON.readTree(data.substring("data: ".length()))
                            .path("missed")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    void manyChangesAreFewUpdates() throws Exception {
        try (Listener listener = listen("")) {
            for (int i = 0; i < 1_000; i++) {
                page.put("many" + i);
            }
            page.awaitState("many999", "handled");
            await().until(() -> listener.rows("id=many999").stream()
                    .anyMatch(row -> row.path("state").asText().equals("handled")));

            long changes = listener.updates().stream()
                    .mapToLong(update -> update.path("changed").asLong())
                    .sum();
            assertThat(changes).isGreaterThanOrEqualTo(1_000);
            assertThat(listener.updates())
                    .allMatch(update -> update.path("records").size() <= 500);
            assertThat(listener.updates().size()).isLessThan(500);
        }
    }

    @Test
    void idsOfUpdatesGrow() throws Exception {
        try (Listener listener = listen("")) {
            page.put("grow1");
            page.awaitState("grow1", "handled");
            page.put("grow2");
            await().until(() -> !listener.rows("id=grow2").isEmpty());

            assertThat(listener.updates().stream()
                            .map(update -> update.path("revision").asLong()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void clientsThatAreGoneMakeRoomForOthers() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (Listener listener = listen("")) {
                page.put("room" + i);
                await().until(() -> !listener.updates().isEmpty());
            }
        }

        assertThat(page.get("/status").path("mappings")).hasSize(1);
    }

    private static Listener listen(String lastEventId) throws Exception {
        var request = page.request("/events");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = await().ignoreExceptions()
                .until(
                        () -> page.http().send(request.build(), BodyHandlers.ofLines()),
                        answer -> answer.statusCode() == 200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        Listener listener = new Listener(response.body(), new CopyOnWriteArrayList<>());
        // The first line comes at once.
        await().until(() -> listener.lines().contains(":"));
        return listener;
    }

    /** A client, and the lines that it has read so far. */
    private record Listener(Stream<String> body, List<String> lines) implements AutoCloseable {
        private Listener {
            List<String> read = lines;
            Stream<String> source = body;
            Thread thread = new Thread(
                    () -> {
                        try {
                            source.forEach(read::add);
                        } catch (RuntimeException closed) {
                            // By this test.
                        }
                    },
                    "listener");
            thread.setDaemon(true);
            thread.start();
        }

        List<JsonNode> updates() {
            return lines.stream()
                    .filter(line -> line.startsWith("data: {\"revision\""))
                    .map(line -> json(line.substring("data: ".length())))
                    .toList();
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        List<JsonNode> rows(String key) {
            return updates().stream()
                    .flatMap(update -> update.path("records").valueStream())
                    .filter(row -> row.path("key").asText().equals(key))
                    .toList();
        }

        String lastId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .substring("id: ".length());
        }

        @Override
        public void close() {
            body.close();
        }
    }
}
