package dev.streamecho.trigger.page.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.page.RunningPage;
import dev.streamecho.trigger.page.RunningPage.Answer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Discarded batches, and files for colleagues. */
class FailuresTest {
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
    void discardedBatchIsListedAndRedriven() {
        page.put("poison1");
        page.put("poison2");
        JsonNode first = page.awaitState("poison1", "discarded");
        page.awaitState("poison2", "discarded");

        JsonNode failures = page.get("/failures").path("failures");

        JsonNode failure = failures.valueStream()
                .filter(one -> one.path("batch").equals(first.path("batch")))
                .findFirst()
                .orElseThrow();
        assertThat(failure.path("queue").asText()).isEqualTo("Discarded");
        assertThat(failure.path("mapping").asText()).isEqualTo("OrderFunctionStream");
        assertThat(failure.path("function").asText()).isEqualTo("OrderFunction");
        assertThat(failure.path("condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(failure.path("records").asInt()).isEqualTo(1);
        assertThat(failure.path("attempts").asInt()).isEqualTo(2);

        JsonNode kept =
                page.post("/failures/redrive", "{\"id\":\"" + failure.path("id").asText() + "\"}");

        // It is as poisoned as before.
        assertThat(kept.path("redriven").asInt()).isZero();
        assertThat(kept.path("kept").asInt()).isEqualTo(1);
        assertThat(kept.path("problems").toString()).contains("a poisoned item");
        assertThat(page.get("/failures").path("failures")).hasSameSizeAs(failures);
        assertThat(message("POST", "/failures/redrive", "{}")).isEqualTo("Say which: the id of one, or all as true");
        assertThat(message("POST", "/failures/redrive", "{\"id\":\"none\"}"))
                .isEqualTo("There is no message none any more");
    }

    @Test
    void messageThatDescribesNoBatchIsListedWithWhatIsWrong() {
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(page.stack().endpoints().get("sqs"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            sqs.sendMessage(request ->
                    request.queueUrl(page.stack().queueUrls().get("Discarded")).messageBody("hello"));
        }
        // The queue is read again when a batch was discarded.
        page.put("poison-other");
        page.awaitState("poison-other", "discarded");

        List<JsonNode> strange = page.get("/failures")
                .path("failures")
                .valueStream()
                .filter(failure -> !failure.has("records"))
                .toList();

        assertThat(strange)
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.path("problem").asText()).startsWith("it is not JSON: "));
    }

    @Test
    void statusCountsTheMessages() {
        page.put("poison-counted");
        page.awaitState("poison-counted", "discarded");

        JsonNode queue = page.get("/status").at("/queues/0");

        assertThat(queue.path("queue").asText()).isEqualTo("Discarded");
        assertThat(queue.path("visible").asInt()).isPositive();
        assertThat(queue.path("inFlight").asInt()).isZero();
        assertThat(queue.path("delayed").asInt()).isZero();
    }

    @Test
    void recordIsExportedAsOneFileInWhichEverythingIsText() {
        page.put("<script>alert('x')</script>&\"");
        String n = await().until(
                        () -> page.get("/records?search=script&limit=1").at("/records/0/n"),
                        found -> !found.isMissingNode())
                .asText();

        HttpResponse<String> export = page.send("GET", "/records/" + n + "/export", "");

        assertThat(export.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"record-" + n + ".html\"");
        assertThat(export.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(export.body())
                .startsWith("<!doctype html>")
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .contains("INSERT id=&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    @Test
    void batchIsExportedWithItsAttempts() {
        page.put("poisonous");
        JsonNode row = page.awaitState("poisonous", "discarded");

        String export = page.send("GET", "/batches/" + row.path("batch") + "/export", "")
                .body();

        assertThat(export)
                .contains("<h1>Batch " + row.path("batch") + " of OrderFunctionStream</h1>")
                .contains("java.lang.IllegalStateException: a poisoned item")
                .contains("RetryAttemptsExhausted");
    }

    private static String message(String method, String path, String body) {
        Answer answer = page.ask(method, path, body);
        assertThat(answer.status()).as("%s", answer.json()).isBetween(400, 499);
        return answer.json().path("message").asText();
    }
}
