package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the real CDK has synthesized, kept in this repository, runs with its own handlers in their own languages. */
class RunCdkTest {
    private static final Path APPS = ModuleFolder.resolve("../template/src/test/cdk");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void customerOrdersAreLoggedAsOneLineOfJson() throws IOException {
        requireOnPath("node");
        try (TriggerProcess trigger = TriggerProcess.start(
                        folder, "-t", APPS.resolve("customer-orders").toString(), "--port", "0");
                DynamoDbClient client = trigger.client()) {
            String table = client.listTables().tableNames().get(0);
            client.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "id", string("1"),
                            "customerName", string("Ada"),
                            "customerEmail", string("ada@example.com"))));

            trigger.awaitLine("ada@example.com");
            String line = trigger.lines("ada@example.com").get(0);
            JsonNode log = JSON.readTree(line.substring(line.indexOf('{')));
            assertThat(log.path("level").textValue()).isEqualTo("INFO");
            assertThat(log.path("service").textValue()).isEqualTo("customer-orders");
            assertThat(log.path("xray_trace_id").textValue()).startsWith("1-");
            assertThat(log.at("/message/Records/0/dynamodb/NewImage/customerName/S")
                            .textValue())
                    .isEqualTo("Ada");
        }
    }

    @Test
    void theGlobalTableIsWrittenAndReadThroughItsEndpointsAndItsChangeIsPrinted() throws Exception {
        requireOnPath("python3");
        try (TriggerProcess trigger = TriggerProcess.start(
                folder, "-t", APPS.resolve("global-table").toString(), "--port", "0", "--api-port", "0")) {
            HttpResponse<String> posted = CLIENT.send(
                    HttpRequest.newBuilder(endpoint(trigger, "PostApi"))
                            .POST(BodyPublishers.ofString("{\"itemKey\":\"1\",\"name\":\"Ada\"}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(posted.statusCode()).isEqualTo(200);

            HttpResponse<String> got = CLIENT.send(
                    HttpRequest.newBuilder(endpoint(trigger, "GetApi").resolve("/?itemKey=1"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(JSON.readTree(got.body()).path("name").textValue()).isEqualTo("Ada");

            trigger.awaitLine("\"eventName\": \"INSERT\"");
            assertThat(trigger.lines("KinesisStreamSpecification")).hasSize(1);
        }
    }

    private static URI endpoint(TriggerProcess trigger, String api) {
        return URI.create(trigger.lines("(" + api).get(0).replaceFirst(".*(http://[^ ]+).*", "$1/"));
    }

    private static AttributeValue string(String text) {
        return AttributeValue.builder().s(text).build();
    }

    private static void requireOnPath(String program) {
        boolean isThere;
        try {
            isThere = new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            isThere = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isThere = false;
        }
        assumeTrue(isThere, program + " is not on the PATH: what needs it was left out");
    }
}
