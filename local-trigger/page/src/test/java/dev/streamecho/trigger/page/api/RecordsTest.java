package dev.streamecho.trigger.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.page.RunningPage;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells of a run in which records were handled, filtered and discarded. */
class RecordsTest {
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
    void runIsWhatTheTemplateDescribes() {
        JsonNode run = page.get("/run");

        assertThat(run.at("/tables/0").toString())
                .startsWith(
                        "{\"table\":\"Orders\",\"tableName\":\"Orders\",\"keys\":[{\"name\":\"id\",\"type\":\"S\"}],"
                                + "\"streamViewType\":\"NEW_AND_OLD_IMAGES\",\"streamArn\":\"arn:aws:dynamodb:us-east-1:")
                .endsWith("\"timeToLive\":\"expires\"}");
        assertThat(run.at("/functions/0").toString())
                .isEqualTo("{\"function\":\"OrderFunction\",\"functionName\":\"OrderFunction\",\"runtime\":\"java17\","
                        + "\"handler\":\"dev.streamecho.trigger.page.Orders::handle\",\"timeoutSeconds\":20,"
                        + "\"memoryMegabytes\":128}");
        JsonNode mapping = run.at("/mappings/0");
        assertThat(mapping.path("mapping").asText()).isEqualTo("OrderFunctionStream");
        assertThat(mapping.at("/source/table").asText()).isEqualTo("Orders");
        assertThat(mapping.path("destination").asText()).isEqualTo("Discarded");
        assertThat(mapping.path("filters")).hasSize(1);
        assertThat(run.path("command").asText()).isEqualTo("./trigger");
        assertThat(run.at("/endpoints/dynamodb").asText()).startsWith("http://127.0.0.1:");
    }

    @Test
    void propertyTellsTheParameterThatGaveIt() {
        List<String> properties = page.get("/run")
                .at("/mappings/0/properties")
                .valueStream()
                .map(JsonNode::toString)
                .toList();

        assertThat(properties)
                .contains(
                        "{\"name\":\"BatchSize\",\"value\":3,\"default\":100,\"from\":\"BatchSize\"}",
                        "{\"name\":\"MaximumRetryAttempts\",\"value\":1,\"default\":-1}",
                        "{\"name\":\"TumblingWindowInSeconds\",\"value\":0,\"default\":0}");
    }

    @Test
    void handledRecordHasItsImageItsWayAndItsEvent() {
        page.put("handled");
        JsonNode row = page.awaitState("handled", "handled");

        JsonNode record = page.get("/records/" + row.path("n").asText());

        assertThat(record.path("event").asText()).isEqualTo("INSERT");
        assertThat(record.path("newImage").toString()).isEqualTo("{\"id\":{\"S\":\"handled\"}}");
        assertThat(record.has("oldImage")).isFalse();
        assertThat(record.at("/functionEvent/eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(record.path("steps")
                        .valueStream()
                        .map(step -> step.path("kind").asText()))
                .containsExactly("written", "read", "attempt", "handled");
        JsonNode attempt = record.at("/steps/2");
        assertThat(attempt.path("result").asText()).isEqualTo("success");
        assertThat(attempt.path("response").asText()).startsWith("{\"seen\":");
        assertThat(row.path("latencyMillis").asDouble()).isPositive();
    }

    @Test
    void filteredRecordWasNeverTried() {
        page.put("nobody");

        JsonNode row = page.awaitState("nobody", "filtered");

        assertThat(row.path("attempt").asInt()).isZero();
        assertThat(row.has("batch")).isFalse();
        assertThat(page.get("/records/" + row.path("n")).at("/steps/2/text").asText())
                .startsWith("pattern 1 wants dynamodb.Keys.id.S ");
    }

    @Test
    void whyIsAnsweredOfAKeyOfTheLastChangeAndOfARecord() {
        page.put("nobody2");
        JsonNode why = await().until(
                        () -> page.get("/why?key=nobody2"),
                        answer -> answer.path("answer").asText().startsWith("not called: "));

        assertThat(why.path("answer").asText())
                .startsWith("not called: no pattern of OrderFunctionStream matches; pattern 1 wants ");
        assertThat(why.path("lines")).isNotEmpty();
        assertThat(page.get("/records/" + why.path("record")).path("why")).isEqualTo(why);
        assertThat(page.get("/why?last").path("answer").asText()).isNotEmpty();
        assertThat(page.get("/why?key=never-seen").has("record")).isFalse();
        assertThat(page.ask("GET", "/why", "").json().path("message").asText())
                .isEqualTo("Say of what: key, sequenceNumber or last");
    }

    @Test
    void discardedRecordTellsItsBatchAndTheTreeOfThat() {
        page.put("poison");
        JsonNode row = page.awaitState("poison", "discarded");

        JsonNode batch = page.get("/batches/" + row.path("batch").asText());

        assertThat(batch.path("state").asText()).isEqualTo("discarded");
        assertThat(batch.path("records")).hasSize(1);
        assertThat(batch.path("attempts")).hasSize(2);
        assertThat(batch.at("/attempts/0/result").asText()).isEqualTo("error");
        assertThat(batch.at("/attempts/0/error/message").asText()).isEqualTo("a poisoned item");
        assertThat(batch.at("/discarded/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(batch.at("/discarded/place").asText()).contains("Discarded");
        assertThat(batch.at("/event/Records")).hasSize(1);
        assertThat(batch.path("tree").valueStream().map(node -> node.path("n").asInt()))
                .contains(batch.path("n").asInt());
    }

    @Test
    void searchFindsWhatItNames() {
        page.put("searched");
        page.awaitState("searched", "handled");

        assertThat(keys("key:id=searched")).containsExactly("id=searched");
        assertThat(keys("SEARCHED")).containsExactly("id=searched");
        assertThat(keys("searched outcome:success attempt:1 latency:>0 event:insert"))
                .containsExactly("id=searched");
        assertThat(keys("searched attempt:>1")).isEmpty();
        assertThat(keys("searched -outcome:success")).isEmpty();
        assertThat(keys("searched outcome:dis")).isEmpty();
        assertThat(keys("key:\"id=searched\" mapping:OrderFunctionStream table:orders"))
                .hasSize(1);
    }

    @Test
    void termThatIsStillBeingTypedFindsEverything() {
        page.put("typing");
        page.awaitState("typing", "handled");

        for (String unfinished : List.of("-", "key:", "-key:", "attempt:>", "-attempt:>=", "\"")) {
            assertThat(keys("typing " + unfinished)).as(unfinished).containsExactly("id=typing");
        }
    }

    private List<String> keys(String search) {
        return page.get("/records?search=" + URLEncoder.encode(search, UTF_8))
                .path("records")
                .valueStream()
                .map(row -> row.path("key").asText())
                .toList();
    }

    @Test
    void wrongSearchIsToldWhereItIsWrong() {
        RunningPage.Answer field = page.ask("GET", "/records?search=a%20color:red", "");
        RunningPage.Answer number = page.ask("GET", "/records?search=attempt:%3Emany", "");
        RunningPage.Answer word = page.ask("GET", "/records?search=outcome:good", "");

        assertThat(field.status()).isEqualTo(400);
        assertThat(field.json().path("message").asText()).startsWith("color: is not known; there is key:, table:, ");
        assertThat(field.json().path("at").asText()).isEqualTo("color:red");
        assertThat(number.json().toString())
                .isEqualTo("{\"message\":\">many is not a number; write 2, >1, or <=3\",\"at\":\"attempt:>many\"}");
        assertThat(word.json().path("message").asText()).startsWith("good is none of success, partial, error");
    }

    @Test
    void pagesOfRecordsFitTogether() {
        page.put("page1");
        page.put("page2");
        page.awaitState("page1", "handled");
        page.awaitState("page2", "handled");

        JsonNode newest = page.get("/records?limit=1&search=page").at("/records/0");
        JsonNode before = page.get("/records?limit=1&search=page&before=" + newest.path("n"))
                .at("/records/0");
        JsonNode after =
                page.get("/records?search=page&after=" + before.path("n")).path("records");

        assertThat(newest.path("key").asText()).isEqualTo("id=page2");
        assertThat(before.path("key").asText()).isEqualTo("id=page1");
        assertThat(after).hasSize(1);
    }

    @Test
    void whatIsNotThereIsSaid() {
        RunningPage.Answer record = page.ask("GET", "/records/99999", "");
        RunningPage.Answer word = page.ask("GET", "/batches/many", "");
        RunningPage.Answer path = page.ask("GET", "/nothing", "");
        RunningPage.Answer limit = page.ask("GET", "/records?limit=0", "");

        assertThat(record.status()).isEqualTo(404);
        assertThat(record.json().path("message").asText())
                .isEqualTo("There is no record 99999, or none any more: the oldest are dropped");
        assertThat(word.status()).isEqualTo(404);
        assertThat(path.status()).isEqualTo(404);
        assertThat(limit.status()).isEqualTo(400);
        assertThat(limit.json().path("message").asText()).isEqualTo("limit is 0; use 1 to 10000");
    }

    @Test
    void otherMethodIsToldWhichThereIs() {
        RunningPage.Answer answer = page.ask("DELETE", "/records", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().path("message").asText()).isEqualTo("DELETE is not possible here; use GET");
    }

    @Test
    void statusHasStateCountsShardsAndProcesses() {
        page.put("status");
        page.awaitState("status", "handled");

        JsonNode status = page.get("/status");

        JsonNode mapping = status.at("/mappings/0");
        assertThat(mapping.path("mapping").asText()).isEqualTo("OrderFunctionStream");
        assertThat(mapping.path("state").asText()).isEqualTo("Enabled");
        assertThat(mapping.at("/counts/polled").asInt()).isPositive();
        assertThat(mapping.at("/shards/0/shardId").asText()).startsWith("shardId-");
        JsonNode function = status.at("/functions/0");
        assertThat(function.path("state").asText()).isEqualTo("warm");
        assertThat(function.at("/processes/0/pid").asLong()).isPositive();
        assertThat(function.at("/processes/0/initMillis").asDouble()).isPositive();
        await().untilAsserted(() -> assertThat(page.get("/status")
                        .at("/mappings/0/shards/0/lagRecords")
                        .asInt())
                .isZero());
    }

    @Test
    void requestsAreNoneWithoutAnApi() {
        assertThat(page.get("/requests").toString()).isEqualTo("{\"requests\":[]}");
    }
}
