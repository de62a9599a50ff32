package dev.streamecho.trigger.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.streamecho.trigger.cli.TriggerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The page of a running trigger in a real browser; each test has a table of its own. */
class PageTest {
    @TempDir
    private static Path folder;

    private static TriggerProcess trigger;
    private static DynamoDbClient client;
    private static Browser browser;

    @BeforeAll
    static void run() throws IOException {
        assumeTrue(
                Browser.isInstalled(),
                "left out: all of PageTest, the page in a browser, because no chromium and chromedriver are on the PATH");
        PageTemplate.write(folder);
        trigger = TriggerProcess.start(
                folder, "--port", "0", "--sqs-port", "0", "--page-port", "0", "--retry-delay", "20ms");
        client = trigger.client();
        browser = Browser.start(page(trigger), 1280, 860);
    }

    /** Where a trigger says that its page is. */
    static String page(TriggerProcess trigger) {
        return trigger.lines("Page at ").get(0).replaceFirst(".*(http://\\S+).*", "$1");
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (trigger != null) {
            client.close();
            trigger.close();
        }
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theThreeChangesOfAnItemAppear() {
        put("Customers", "first", Map.of("name", "Ada"));
        put("Customers", "first", Map.of("name", "Ada Lovelace"));
        client.deleteItem(request -> request.tableName("Customers").key(Map.of("id", AttributeValue.fromS("first"))));

        browser.open("changes?search=table%3ACustomers+key%3Afirst");
        await().untilAsserted(() -> assertThat(rows())
                .hasSize(3)
                .satisfiesExactly(
                        row -> assertThat(row).contains("REMOVE id=first CustomersMapping 1 success"),
                        row -> assertThat(row).contains("MODIFY id=first CustomersMapping 1 success"),
                        row -> assertThat(row).contains("INSERT id=first CustomersMapping 1 success")));

        openRow(1);
        assertThat(browser.texts(".side .line.minus")).containsExactly("− changed: \"name\": \"Ada\"");
        assertThat(browser.texts(".side .line.plus")).containsExactly("+ changed: \"name\": \"Ada Lovelace\"");
    }

    @Test
    void anEmptyTableShowsTheCommandThatWritesAnItem() {
        browser.open("items/Spare");
        assertThat(browser.awaitText(".command code", text -> text.contains("put")))
                .isEqualTo("./trigger put '{\"id\":\"1\"}' --table Spare");
    }

    @Test
    void whyAFilteredChangeWasNotSentIsAnsweredWithTheClause() {
        put("Orders", "unsent", Map.of("state", "done"));
        browser.open("changes?search=table%3AOrders+key%3Aunsent");
        await().untilAsserted(
                        () -> assertThat(rows()).hasSize(1).first().asString().contains("filtered"));

        openRow(0);
        assertThat(browser.awaitText(".answer", text -> text.contains("not called")))
                .contains("dynamodb.NewImage.state.S", "\"open\"", "\"done\"");
    }

    @Test
    void whileOneTypesAPatternEachRecordShowsTheClauseThatItFails() {
        put("Orders", "two", Map.of("state", "done"));
        browser.open("changes?search=table%3AOrders+key%3Atwo");
        await().untilAsserted(
                        () -> assertThat(rows()).hasSize(1).first().asString().contains("filtered"));

        browser.open("filters");
        browser.driver().findElement(By.id("mapping")).sendKeys("Orders");
        browser.type("filter", "{\"dynamodb\": {\"NewImage\": {\"state\": {\"S\": [\"open\"]}}}}");
        assertThat(browser.awaitText(".match-list li:not(.matching)", text -> text.contains("id=two")))
                .contains("state", "open", "done");
        browser.type("filter", "{\"dynamodb\": {\"NewImage\": {\"state\": {\"S\": [\"done\"]}}}}");
        browser.awaitText(".match-list li.matching", text -> text.contains("id=two"));
    }

    @Test
    void aPoisonedBatchShowsItsTreeAndItsRedriveEmptiesTheList() throws IOException {
        for (int payment = 1; payment <= 4; payment++) {
            put("Payments", "payment" + payment, Map.of("kind", payment == 3 ? "poison" : "work"));
        }

        browser.open("changes?search=table%3APayments+outcome%3Adiscarded");
        await().untilAsserted(
                        () -> assertThat(rows()).hasSize(1).first().asString().contains("id=payment3"));
        openRow(0);
        browser.awaitText(".error", text -> text.contains("cannot echo a poisoned record"));
        browser.driver()
                .findElement(By.cssSelector(".facts a[href^='#/batches/']"))
                .click();
        browser.awaitText(".tree", text -> text.contains("discarded"));
        // The record after the discarded one is handled last.
        await().untilAsserted(() -> assertThat(
                        browser.texts(".tree .node").stream().map(node -> node.replaceFirst("Batch \\d+ ", "")))
                .containsExactly(
                        "4 records split",
                        "2 records handled",
                        "2 records split",
                        "1 record discarded",
                        "1 record handled"));

        Files.writeString(folder.resolve("cured"), "");
        browser.open("discarded");
        browser.awaitText("tbody tr", text -> text.contains("PaymentsMapping"));
        browser.click("Redrive all");
        browser.click("Redrive");
        browser.awaitText(".empty", text -> text.startsWith("No batch was discarded, or all were redriven."));
    }

    @Test
    void aSearchForgetsWhatItDoesNotFindAnyMore() {
        browser.open("changes?search=table%3APayments+state%3Aopen");
        put("Payments", "waits1", Map.of("kind", "work"));
        await().untilAsserted(
                        () -> assertThat(rows()).hasSize(1).first().asString().contains("id=waits1"));

        // The batch is full then.
        for (String id : List.of("waits2", "waits3", "waits4")) {
            put("Payments", id, Map.of("kind", "work"));
        }

        browser.awaitText(".empty", text -> text.startsWith("No change matches the search."));
    }

    @Test
    void theNextPageOfItemsStaysWhileChangesComeIn() {
        for (int item = 1; item <= 60; item++) {
            put("Orders", "paged" + item, Map.of("state", "done"));
        }
        browser.open("items/Orders");
        browser.driver().executeScript("performance.setResourceTimingBufferSize(10000)");

        browser.click("Next page");
        await().until(() -> {
            put("Orders", "paged1", Map.of("state", "changed"));
            return itemsRead().size() >= 3;
        });

        assertThat(itemsRead()).allMatch(url -> url.contains("start="));
    }

    /** The requests for items since the first one that was for another page than the first. */
    @SuppressWarnings("unchecked")
    private static List<String> itemsRead() {
        return (List<String>) browser.driver()
                .executeScript("const urls = performance.getEntriesByType('resource').map((entry) => entry.name)"
                        + ".filter((name) => name.includes('/tables/Orders/items'));"
                        + "const first = urls.findIndex((url) => url.includes('start='));"
                        + "return first < 0 ? [] : urls.slice(first)");
    }

    @Test
    void anEditedEventArrives() {
        put("Customers", "three", Map.of("name", "Grace"));
        browser.open("changes?search=table%3ACustomers+key%3Athree");
        await().untilAsserted(() -> assertThat(rows()).hasSize(1));
        openRow(0);

        browser.click("Edit and send");
        browser.awaitText("label[for=event]", text -> text.equals("Event"));
        String event = browser.driver().findElement(By.id("event")).getDomProperty("value");
        assertThat(event).contains("\"S\": \"Grace\"");
        browser.type("event", event.replace("Grace", "Edited"));
        browser.click("Send");

        browser.awaitText(".answer-of", text -> text.contains("success"));
        trigger.awaitLine("\"Edited\"");
    }

    @Test
    void ofTenThousandRowsOnlyThoseInSightAreDrawn() {
        IntStream.range(0, 400).forEach(PageTest::putTwentyFive);
        browser.open("changes?search=table%3AReadings");
        browser.awaitText(".counts", text -> text.startsWith("10,000 of "));

        await().untilAsserted(() -> {
            browser.driver().findElement(By.cssSelector(".table")).sendKeys(Keys.END);
            assertThat(rowCount()).isGreaterThan(10_000);
            assertThat(((Number) browser.driver().executeScript("return document.querySelector('.table').scrollTop"))
                            .intValue())
                    .isGreaterThan(300_000);
            assertThat(rows()).hasSizeLessThan(60).last().asString().contains("INSERT id=");
        });
    }

    @Test
    void theKeyboardAloneIsEnough() {
        browser.open("changes");
        browser.press("g", "i");
        browser.awaitText("main .form button", "Query"::equals);
        browser.press("n");
        browser.awaitText("dialog label", "Item"::equals);
        browser.type("item", "{\"id\": \"four\", \"name\": \"Edsger\"}");
        browser.driver().findElement(By.id("item")).sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser.awaitText(".notice", text -> text.startsWith("The item is written."));

        browser.press("g", "c");
        browser.awaitText("h1", "Changes"::equals);
        browser.press("/");
        browser.press("key:four");
        await().untilAsserted(
                        () -> assertThat(rows()).hasSize(1).first().asString().contains("success"));
        browser.press(Keys.TAB);
        browser.press("j", Keys.ENTER);
        browser.awaitText("h1", "INSERT id=four"::equals);
        browser.press("?");
        browser.awaitText("dialog h2", "Keys"::equals);
        browser.press(Keys.ESCAPE);
        await().until(() -> browser.text("dialog").isEmpty());
        browser.press(Keys.ESCAPE);
        browser.awaitText("h1", "Changes"::equals);

        browser.press("g", "e");
        browser.awaitText("label[for=event]", "Event"::equals);
        browser.driver().findElement(By.id("event")).sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser.awaitText(".answer-of", text -> text.contains("success"));
    }

    @Test
    void theKeysOfEveryPageAreApartFromThoseOfThisOne() {
        browser.open("changes");
        browser.reload();

        browser.press("?");

        assertThat(browser.texts("dialog .keys > div:first-child dd"))
                .contains("Changes", "Shards", "Theme: auto, light, dark", "These keys")
                .doesNotContain("Next row", "Pause, go on");
        browser.press(Keys.ESCAPE);
    }

    @Test
    void aMistakeIsSaidWhereItWasTyped() {
        browser.open("changes");
        browser.type("search", "color:red");
        browser.awaitText("#search-wrong", text -> text.contains("color"));
        browser.type("search", "");

        browser.open("filters");
        browser.type("filter", "{\"eventName\": [\"INSERT\"}");
        assertThat(browser.awaitText("#filter-wrong", text -> text.contains("expected")))
                .contains("Line 1, column 24: \",\" or \"]\" is expected, but there is \"}\"");
        browser.type("filter", "{\"eventName\": \"INSERT\"}");
        browser.awaitText("#filter-wrong", text -> text.length() > 2 && !text.contains("column 24"));

        browser.open("items/Customers");
        browser.click("New item");
        browser.type("item", "{\"name\": \"without a key\"}");
        browser.click("Put");
        browser.awaitText("#item-wrong", text -> text.contains("keys"));
        browser.press(Keys.ESCAPE);

        browser.open("send");
        browser.type("event", "{\"Records\": [}");
        browser.awaitText("#event-wrong", text -> text.contains("Line 1, column 14: a value is expected"));
        browser.click("Go there");
        assertThat(browser.driver().executeScript("return document.getElementById('event').selectionStart"))
                .isEqualTo(13L);
    }

    @Test
    void whatComesFromAnItemIsTextAndNeverMarkup() {
        String markup = "<img src=x onerror=alert(1)>";
        put("Customers", markup, Map.of("name", "<b>bold</b>"));

        browser.open("changes?search=table%3ACustomers+key%3Aonerror");
        await().untilAsserted(
                        () -> assertThat(rows()).hasSize(1).first().asString().contains(markup));
        openRow(0);
        assertThat(browser.text("h1")).isEqualTo("INSERT id=" + markup);
        assertThat(browser.texts(".side .line")).contains("\"name\": \"<b>bold</b>\"");
        assertThat(browser.driver().findElements(By.cssSelector("main img, main b")))
                .isEmpty();
    }

    @Test
    void allThatIsLoadedIsLessThan200Kilobytes() {
        assertThat((Long) browser.driver()
                        .executeScript("return performance.getEntriesByType('resource')"
                                + ".filter((entry) => !entry.name.includes('/api/'))"
                                + ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)"))
                .isBetween(100_000L, 200_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNothing(String theme) throws IOException {
        put("Customers", "five", Map.of("name", "Barbara"));
        browser.open("changes?search=table%3ACustomers+key%3Afive");
        // Before that it may be in no batch.
        await().untilAsserted(
                        () -> assertThat(rows()).isNotEmpty().first().asString().contains("success"));
        openRow(0);
        String record = browser.driver().getCurrentUrl().replaceFirst(".*#/", "");
        String batch = browser.driver()
                .findElement(By.cssSelector(".facts a[href^='#/batches/']"))
                .getDomProperty("hash")
                .replaceFirst("#/", "");
        browser.theme(theme);

        Map<String, List<String>> found = new HashMap<>();
        for (String view : List.of(
                "changes",
                record,
                batch,
                "shards",
                "definition",
                "items/Customers",
                "send",
                "filters",
                "discarded",
                "functions",
                "requests",
                "faults",
                "nowhere")) {
            browser.open(view);
            found.put(view, browser.violations());
        }
        assertThat(found)
                .allSatisfy(
                        (view, violations) -> assertThat(violations).as(view).isEmpty());
    }

    private static List<String> rows() {
        return browser.texts(".lines .row");
    }

    private static int rowCount() {
        return Integer.parseInt(
                browser.driver().findElement(By.cssSelector(".table")).getDomAttribute("aria-rowcount"));
    }

    private static void openRow(int index) {
        await().ignoreExceptions().until(() -> {
            browser.driver()
                    .findElements(By.cssSelector(".lines .row"))
                    .get(index)
                    .click();
            return true;
        });
        browser.awaitText(".facts", text -> !text.isEmpty());
    }

    private static void put(String table, String id, Map<String, String> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of("id", AttributeValue.fromS(id)));
        attributes.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        client.putItem(request -> request.tableName(table).item(item));
    }

    /** Writes the readings {@code 25 n} to {@code 25 n + 24}. */
    private static void putTwentyFive(int n) {
        List<WriteRequest> readings = IntStream.range(25 * n, 25 * n + 25)
                .mapToObj(reading -> Map.of("id", AttributeValue.fromS("r-" + reading)))
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        client.batchWriteItem(request -> request.requestItems(Map.of("Readings", readings)));
    }
}
