package dev.streamecho.trigger.cli.page;

import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.cli.TriggerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Takes the pictures of {@code docs/page.md} from a real run. {@code docs/pictures/make} calls it; no build does. */
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class PagePictures {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 760;
    private static final List<String> NAMES = List.of("Ada", "Grace", "Edsger", "Barbara", "Donald", "Frances");

    @TempDir
    private static Path folder;

    @Test
    void take() throws IOException {
        PageTemplate.write(folder);
        Path pictures = Files.createDirectories(Path.of(System.getProperty("pictures")));
        try (TriggerProcess trigger =
                        TriggerProcess.start(folder, "--port", "0", "--sqs-port", "0", "--page-port", "0");
                DynamoDbClient client = trigger.client();
                Browser browser = Browser.start(PageTest.page(trigger), WIDTH, HEIGHT)) {
            change(client);
            Map<String, String> views = views(browser);
            for (String theme : List.of("light", "dark")) {
                browser.theme(theme);
                for (Map.Entry<String, String> view : views.entrySet()) {
                    browser.open(view.getValue());
                    await().until(() -> browser.text(".notices").isEmpty());
                    Files.write(pictures.resolve(view.getKey() + "-" + theme + ".png"), browser.picture());
                }
            }
        }
    }

    /** The names of the pictures, and where on the page each one is taken. */
    private static Map<String, String> views(Browser browser) {
        Map<String, String> views = new LinkedHashMap<>();
        views.put("record", found(browser, "table:Customers event:MODIFY", ".lines a[href]"));
        browser.open(found(browser, "table:Payments outcome:discarded", ".lines a[href]"));
        views.put("batch", address(browser, ".facts a[href^='#/batches/']"));
        views.put("changes", "changes");
        views.put("shards", "shards");
        views.put("definition", "definition");
        views.put("filters", "filters");
        return views;
    }

    private static String found(Browser browser, String search, String link) {
        browser.open("changes?search=" + search.replace(":", "%3A").replace(' ', '+'));
        return address(browser, link);
    }

    private static String address(Browser browser, String link) {
        await().until(() -> !browser.texts(link).isEmpty());
        return (String)
                browser.driver().executeScript("return document.querySelector(arguments[0]).hash.slice(2)", link);
    }

    private static void change(DynamoDbClient client) {
        for (int round = 0; round < 60; round++) {
            String name = NAMES.get(round % NAMES.size());
            put(
                    client,
                    "Customers",
                    "c-" + round % 7,
                    Map.of("name", name, "city", round % 2 == 0 ? "London" : "Ockham"));
            put(client, "Orders", "o-" + round, Map.of("state", round % 3 == 0 ? "done" : "open", "customer", name));
            for (int reading = 0; reading < round % 9; reading++) {
                put(client, "Readings", "r-" + reading, Map.of("value", String.valueOf(round)));
            }
            // Spread over half a minute, so that the plots have a shape.
            LockSupport.parkNanos(500_000_000);
        }
        for (int payment = 1; payment <= 4; payment++) {
            put(
                    client,
                    "Payments",
                    "p-100" + payment,
                    Map.of("kind", payment == 3 ? "poison" : "card", "amount", "40"));
        }
    }

    private static void put(DynamoDbClient client, String table, String id, Map<String, String> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of("id", AttributeValue.fromS(id)));
        attributes.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        client.putItem(request -> request.tableName(table).item(item));
    }
}
