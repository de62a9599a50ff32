package dev.streamecho.trigger.page.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.page.RunningPage;
import dev.streamecho.trigger.page.RunningPage.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent again, paused, moved and made to fail. */
class AgainTest {
    private static final String MAPPING = "/mappings/OrderFunctionStream";
    private static final String FUNCTION = "/functions/OrderFunction";

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

    @AfterEach
    void enableAndClear() {
        page.post(FUNCTION + "/faults", "{\"next\":\"nothing\"}");
        await().until(() ->
                isEnabled() || page.ask("POST", MAPPING + "/enable", "").status() == 200);
        await().until(AgainTest::isEnabled);
    }

    private static boolean isEnabled() {
        return state().equals("Enabled");
    }

    private static String state() {
        return page.get("/status").at("/mappings/0/state").asText();
    }

    @Test
    void recordIsSentAgain() {
        page.put("again");
        JsonNode row = page.awaitState("again", "handled");

        JsonNode answer = page.post("/records/" + row.path("n") + "/resend", "{}");

        assertThat(answer.path("result").asText()).isEqualTo("success");
        assertThat(answer.path("response").asText()).isEqualTo("{\"seen\":1}");
        assertThat(answer.path("records").asInt()).isEqualTo(1);
        assertThat(answer.path("durationMillis").asDouble()).isPositive();
    }

    @Test
    void batchIsSentAgainAndFailsAgain() {
        page.put("poison");
        JsonNode row = page.awaitState("poison", "discarded");

        JsonNode answer = page.post("/batches/" + row.path("batch") + "/resend", "{}");

        assertThat(answer.path("result").asText()).isEqualTo("error");
        assertThat(answer.at("/error/message").asText()).isEqualTo("a poisoned item");
        assertThat(page.get("/records/" + row.path("n")).path("state").asText()).isEqualTo("discarded");
    }

    @Test
    void mappingIsPausedAndGoesOn() {
        assertThat(page.post(MAPPING + "/disable", "").path("state").asText()).isEqualTo("Disabling");
        await().until(() -> state().equals("Disabled"));
        page.put("paused");

        page.post(MAPPING + "/enable", "");

        page.awaitState("paused", "handled");
    }

    @Test
    void moveSaysWhatItRepeatsAndDoesItWhenConfirmed() {
        page.put("moved");
        JsonNode row = page.awaitState("moved", "handled");
        String at = "\"at\":\"" + row.path("n").asText() + "\"";

        JsonNode plan = page.post(MAPPING + "/position", "{" + at + "}");

        assertThat(plan.path("repeats").asInt()).isPositive();
        assertThat(plan.path("skips").asInt()).isZero();
        assertThat(plan.path("message").asText()).endsWith(" read once more, 0 records never read");
        assertThat(page.awaitState("moved", "handled").path("n")).isEqualTo(row.path("n"));

        page.post(MAPPING + "/position", "{" + at + ",\"confirm\":true}");

        page.awaitRow(
                "moved",
                again -> again.path("n").asInt() > row.path("n").asInt()
                        && again.path("state").asText().equals("handled"));
    }

    @Test
    void wrongPositionIsToldWhatIsRight() {
        Answer answer = page.ask("POST", MAPPING + "/position", "{\"at\":\"yesterday\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText())
                .isEqualTo("at is yesterday; use TRIM_HORIZON, LATEST, the number of a record, or a time such as"
                        + " 2026-01-31T12:00:00Z");
        assertThat(answer.json().path("at").asText()).isEqualTo("yesterday");
    }

    @Test
    void eventIsInvokedAndItsLinesAreInTheAnswer() {
        JsonNode answer = page.post(FUNCTION + "/invoke", "{\"event\":{\"Records\":[{},{}]}}");

        assertThat(answer.path("result").asText()).isEqualTo("success");
        assertThat(answer.path("response").asText()).isEqualTo("{\"seen\":2}");
        assertThat(answer.path("log").toString()).contains("called with ");
    }

    @Test
    void failureOfAnInvokedEventIsAnAnswer() {
        JsonNode answer = page.post(FUNCTION + "/invoke", "{\"event\":{\"what\":\"poison\"}}");

        assertThat(answer.path("result").asText()).isEqualTo("error");
        assertThat(answer.at("/error/type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(answer.at("/error/message").asText()).isEqualTo("a poisoned item");
    }

    @Test
    void nextCallFailsAndTheOneAfterItDoesNot() {
        page.post(FUNCTION + "/faults", "{\"next\":\"fail\",\"message\":\"on demand\"}");
        assertThat(page.get("/status").at("/functions/0/faults/next/0").asText())
                .isEqualTo("will fail: on demand");

        page.put("faulty");

        JsonNode record =
                page.get("/records/" + page.awaitState("faulty", "handled").path("n"));
        assertThat(record.path("attempt").asInt()).isEqualTo(2);
        assertThat(record.at("/steps/2/error/message").asText()).isEqualTo("on demand");
    }

    @Test
    void throttledCallIsCalledSoEverywhere() {
        page.post(FUNCTION + "/faults", "{\"next\":\"throttle\",\"seconds\":600}");
        page.put("throttled");

        JsonNode row =
                page.awaitRow("throttled", one -> one.path("outcome").asText().equals("throttled"));

        JsonNode attempt = page.get("/records/" + row.path("n")).at("/steps/2");
        assertThat(attempt.path("result").asText()).isEqualTo("throttled");
        assertThat(attempt.path("text").asText()).endsWith(": Rate Exceeded.");
        // Between two retries.
        await().until(() -> page.get("/records?search=key:throttled%20outcome:throttled")
                        .path("matched")
                        .asInt()
                == 1);
        assertThat(page.post(FUNCTION + "/invoke", "{\"event\":{}}")
                        .path("result")
                        .asText())
                .isEqualTo("throttled");
    }

    @Test
    void batchThatHasToWaitTellsForWhat() throws IOException {
        Path released = folder.resolve("released");
        page.post(MAPPING + "/disable", "");
        await().until(() -> state().equals("Disabled"));
        page.put("until:" + released);
        page.put("behind1");
        page.put("behind2");
        page.post(FUNCTION + "/faults", "{\"next\":\"fail\"}");

        // The batch of three fails at once, and its first half takes its time.
        page.post(MAPPING + "/enable", "");

        JsonNode row = page.awaitRow("behind2", one -> one.has("batch") && waits(one.path("batch")));
        assertThat(page.get("/batches/" + row.path("batch")).path("why").asText())
                .startsWith("waits for its turn in batch ")
                .contains("it waits for the call of OrderFunction with batch ");
        Files.createFile(released);
        page.awaitState("behind2", "handled");
        assertThat(page.get("/batches/" + row.path("batch")).has("why")).isFalse();
    }

    private static boolean waits(JsonNode batch) {
        return page.get("/batches/" + batch).path("state").asText().equals("waiting");
    }

    @Test
    void unknownFaultIsToldWhichThereAre() {
        Answer answer = page.ask("POST", FUNCTION + "/faults", "{\"next\":\"explode\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText())
                .isEqualTo("next is explode; use fail, timeout, throttle, twice or nothing");
    }

    @Test
    void processIsEndedAndTheNextCallStartsAnother() {
        page.post(FUNCTION + "/invoke", "{\"event\":{}}");
        long pid = page.get("/status").at("/functions/0/processes/0/pid").asLong();

        assertThat(page.post(FUNCTION + "/kill", "").at("/killed/0").asLong()).isEqualTo(pid);
        await().until(() ->
                !page.get("/status").at("/functions/0/processes").toString().contains("\"pid\":" + pid));

        assertThat(page.post(FUNCTION + "/invoke", "{\"event\":{}}")
                        .path("result")
                        .asText())
                .isEqualTo("success");
        assertThat(page.get("/status").at("/functions/0/processes/0/pid").asLong())
                .isNotEqualTo(pid);
    }

    @Test
    void whatIsNotThereIsToldWhatIs() {
        assertThat(page.ask("POST", "/functions/Nobody/invoke", "{\"event\":{}}")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("There is no function Nobody; there is OrderFunction");
        assertThat(page.ask("POST", "/mappings/None/enable", "")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("There is no mapping None; there is OrderFunctionStream");
    }

    @Test
    void brokenBodyIsToldWhereItIsBroken() {
        Answer broken = page.ask("POST", FUNCTION + "/invoke", "{\"event\": {");
        Answer array = page.ask("POST", FUNCTION + "/invoke", "[]");

        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("message").asText())
                .startsWith("The request's body is not JSON: ")
                .contains("line 1, column ");
        assertThat(array.json().path("message").asText()).isEqualTo("The request's body is not an object of JSON");
    }

    @Test
    void tooLargeABodyIsRefused() {
        Answer answer = page.ask("POST", FUNCTION + "/invoke", "{\"event\":\"" + "x".repeat(17_000_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(page.ask("POST", FUNCTION + "/invoke", "{\"event\":\"" + "x".repeat(7_000_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void eventIsKeptAsAFileOfTheProject() {
        JsonNode saved =
                page.post("/events-files", "{\"name\":\"my-event\",\"event\":{\"n\":12345678901234567890.10}}");

        assertThat(saved.path("file").asText()).isEqualTo("events/my-event.json");
        assertThat(folder.resolve("events").resolve("my-event.json"))
                .hasContent("{\n  \"n\" : 12345678901234567890.10\n}");
        assertThat(page.ask("POST", "/events-files", "{\"name\":\"my-event\",\"event\":{}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void eventIsKeptNowhereElse() {
        for (String name : new String[] {"", ".", "..", "../x", "/etc/x", "a/b", "a\\\\b", ".hidden", "x\\u0000"}) {
            assertThat(page.ask("POST", "/events-files", "{\"name\":\"" + name + "\",\"event\":{}}")
                            .status())
                    .as(name)
                    .isEqualTo(400);
        }
    }

    @Test
    void recordIsATestOfTheExtension() {
        page.put("tested");
        JsonNode row = page.awaitState("tested", "handled");

        String source =
                page.get("/records/" + row.path("n") + "/test").path("source").asText();

        assertThat(source)
                .contains("class OrdersTest {")
                .contains("StreamTest.of(\"template.yaml\")")
                .contains("void handlesAnInsert(@TempDir Path folder)")
                .contains("\"eventName\" : \"INSERT\"")
                .contains("assertThat(STREAM.handled()).containsExactly(\"tested\");");
    }

    @Test
    void patternIsTriedOnTheNewestRecords() {
        page.put("match");
        page.put("other");
        page.awaitState("match", "handled");
        page.awaitState("other", "handled");

        JsonNode answer =
                page.post("/filters/match", "{\"pattern\":{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[\"match\"]}}}}}");

        assertThat(verdict(answer, "id=match").path("matches").asBoolean()).isTrue();
        JsonNode other = verdict(answer, "id=other");
        assertThat(other.path("matches").asBoolean()).isFalse();
        assertThat(other.path("reason").asText())
                .isEqualTo("wants dynamodb.Keys.id.S to be \"match\", it is \"other\"");
        assertThat(other.path("clause").asText()).isEqualTo("dynamodb.Keys.id.S");
    }

    private static JsonNode verdict(JsonNode answer, String key) {
        return answer.path("records")
                .valueStream()
                .filter(record -> record.path("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void wrongPatternIsToldWhereItIsWrong() {
        JsonNode answer = page.post("/filters/match", "{\"pattern\":\"{\\\"a\\\": \\n 5}\"}");

        assertThat(answer.at("/error/message").asText()).startsWith("Invalid filter pattern definition.");
        assertThat(answer.at("/error/at").asText()).startsWith("2:");
    }

    @Test
    void seriesHasTenMinutesBySecond() {
        page.put("plotted");
        page.awaitState("plotted", "handled");

        JsonNode series = page.get("/series").at("/mappings/OrderFunctionStream");

        assertThat(series.path("lag")).hasSize(600);
        assertThat(series.path("latencyMillis").valueStream().anyMatch(JsonNode::isNumber))
                .isTrue();
        assertThat(series.path("handled")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isPositive();
    }
}
