package dev.streamecho.trigger.page.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.page.RunningPage;
import dev.streamecho.trigger.page.RunningPage.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items of a table, read and written. */
class ItemsTest {
    private static final String ITEMS = "/tables/Orders/items";

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
    void plainItemIsPutReadAndDeleted() {
        page.post(ITEMS, "{\"item\":{\"id\":\"plain\",\"n\":12345678901234567890123456789.5,\"list\":[true,null]}}");

        JsonNode item = items("?key.id=plain").get(0);
        assertThat(item.path("n").toString()).isEqualTo("{\"N\":\"12345678901234567890123456789.5\"}");
        assertThat(item.path("list").toString()).isEqualTo("{\"L\":[{\"BOOL\":true},{\"NULL\":true}]}");
        assertThat(page.awaitState("plain", "handled").path("event").asText()).isEqualTo("INSERT");

        assertThat(page.ask("DELETE", ITEMS, "{\"key\":{\"id\":\"plain\"}}").status())
                .isEqualTo(200);

        assertThat(items("?key.id=plain")).isEmpty();
        page.awaitRow("plain", row -> row.path("event").asText().equals("REMOVE"));
    }

    @Test
    void itemMayHaveTypes() {
        page.post(ITEMS, "{\"item\":{\"id\":{\"S\":\"typed\"},\"set\":{\"NS\":[\"1\"]}}}");

        assertThat(items("?key.id=typed").get(0).path("set").toString()).isEqualTo("{\"NS\":[\"1\"]}");
    }

    private static List<JsonNode> items(String query) {
        return page.get(ITEMS + query).path("items").valueStream().toList();
    }

    @Test
    void manyItemsAreMadeOfAPattern() {
        JsonNode answer = page.post(
                "/tables/Orders/generate",
                "{\"pattern\":{\"id\":\"made{n}\",\"name\":\"item {n} of {n}\"},\"count\":3}");

        assertThat(answer.path("written").asInt()).isEqualTo(3);
        assertThat(items("?key.id=made3").get(0).at("/name/S").asText()).isEqualTo("item 3 of 3");
        assertThat(items("?key.id=made4")).isEmpty();
    }

    @Test
    void pagesOfItemsFitTogether() {
        page.post("/tables/Orders/generate", "{\"pattern\":{\"id\":\"paged{n}\"},\"count\":5}");
        int seen = 0;
        int pages = 0;
        String start = "";
        do {
            JsonNode one = page.get(ITEMS + "?limit=2" + start);
            assertThat(one.path("items").size()).isBetween(0, 2);
            seen += (int) one.path("items")
                    .valueStream()
                    .filter(item -> item.at("/id/S").asText().startsWith("paged"))
                    .count();
            start = one.has("next") ? "&start=" + one.path("next").asText() : "";
            pages++;
        } while (!start.isEmpty());

        assertThat(seen).isEqualTo(5);
        assertThat(pages).isGreaterThan(2);
    }

    @Test
    void whatIsWrongWithAnItemIsSaid() {
        assertThat(message("POST", ITEMS, "{\"item\":{\"name\":\"without a key\"}}"))
                .startsWith("DynamoDB refuses it: ");
        assertThat(message("POST", ITEMS, "{\"item\":[]}")).isEqualTo("The body has no item, an object");
        assertThat(message("GET", ITEMS + "?key.color=red", "")).isEqualTo("color is no key of Orders; it has id");
        assertThat(message("GET", ITEMS + "?start=x", "")).isEqualTo("start is not the next of an earlier page");
        assertThat(message("GET", "/tables/Nothing/items", "")).isEqualTo("There is no table Nothing; there is Orders");
        assertThat(message("POST", "/tables/Orders/generate", "{\"pattern\":{},\"count\":0}"))
                .isEqualTo("count is 0; use 1 to 10000");
    }

    private static String message(String method, String path, String body) {
        Answer answer = page.ask(method, path, body);
        assertThat(answer.status()).as("%s", answer.json()).isBetween(400, 499);
        return answer.json().path("message").asText();
    }
}
