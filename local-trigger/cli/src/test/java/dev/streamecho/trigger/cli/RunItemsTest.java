package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for items, with the tables of a running trigger that began with items. */
class RunItemsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: shop-orders
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Prices:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: sku, AttributeType: N}]
                  KeySchema: [{AttributeName: sku, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Late:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java17
                  CodeUri: %1$s
                  Handler: dev.streamecho.trigger.cli.RunItemsTest$Printing::handle
                  MemorySize: 128
                  Timeout: 60
                  Events:
                    Orders:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}
              Early:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java17
                  CodeUri: %1$s
                  Handler: dev.streamecho.trigger.cli.RunItemsTest$Printing::handle
                  MemorySize: 128
                  Timeout: 60
                  Events:
                    Prices:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Prices.StreamArn, StartingPosition: TRIM_HORIZON}
            """;

    @TempDir
    private static Path folder;

    private static TriggerProcess trigger;

    /** Prints the records. */
    public static final class Printing {
        public void handle(Map<String, Object> event) {
            for (Object item : (List<?>) event.get("Records")) {
                System.out.println("got " + ((Map<?, ?>) ((Map<?, ?>) item).get("dynamodb")).get("Keys"));
            }
        }
    }

    @BeforeAll
    static void run() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(ModuleFolder.testClasses()));
        Path seed = Files.createDirectory(folder.resolve("seed"));
        Files.writeString(seed.resolve("Orders.json"), "[{\"id\":\"seeded\"}]");
        Files.writeString(seed.resolve("Prices.jsonl"), "{\"sku\":{\"N\":\"1\"}}\n{\"sku\":2}\n");
        trigger = TriggerProcess.start(folder, "--port", "0", "--seed", "seed");
    }

    @AfterAll
    static void end() {
        trigger.close();
    }

    @BeforeEach
    void noOrders() {
        command("delete", "shop-orders", orders("all"));
    }

    @Test
    void theMappingAtTrimHorizonGetsWhatTheTableBeganWithAndTheOneAtLatestDoesNot() {
        trigger.awaitLine("Early | got {sku={N=2}}");
        command("put", "shop-orders", "{\"id\":\"written\"}");

        trigger.awaitLine("Late | got {id={S=written}}");

        assertThat(trigger.lines("Late | got {id={S=seeded}}"))
                .as("its removal alone")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(trigger.lines(" begins with "))
                .containsExactly(
                        "Orders begins with 1 item of seed/Orders.json",
                        "Prices begins with 2 items of seed/Prices.jsonl");
    }

    @Test
    void manyItemsArePutAndTheRefusedOnesSaid() throws IOException {
        Path items = folder.resolve("items.jsonl");
        Files.writeString(items, "{\"id\":\"a\"}\n{\"id\":7}\n{\"id\":\"b\"}\n");

        Cli put = command("put", "shop-orders", items.toString());

        assertThat(put.exitStatus()).isEqualTo(1);
        assertThat(put.out()).isEqualToNormalizingNewlines("put id=a\nput id=b\nshop-orders: 2 items put, 1 refused\n");
        assertThat(put.err()).startsWith(items + ":2: id=7 was not put: ");
        assertThat(JSON.readTree(command("put", "shop-orders", "{\"id\":\"c\"}", "--output", "json")
                        .out()))
                .isEqualTo(JSON.readTree("""
                        {"table": "shop-orders", "put": 1, "refused": 0,
                         "items": [{"line": 1, "key": {"id": "c"}, "outcome": "put"}]}
                        """));
        assertThat(orders("ids")).isEqualTo("[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]");
    }

    @Test
    void anUpdateChangesWhatItNamesAndPrintsTheItem() {
        command("put", "shop-orders", "{\"id\":\"1\",\"note\":\"x\",\"price\":1}");

        assertThat(command("update", "shop-orders", "{\"id\":\"1\"}", "--set", "price=2.5", "--remove", "note")
                        .out())
                .isEqualToNormalizingNewlines("{\"id\":\"1\",\"price\":2.5}\n");
        assertThat(command(
                                "update",
                                "shop-orders",
                                "{\"id\":\"1\"}",
                                "--update-expression",
                                "SET #p = #p + :more",
                                "--expression-attribute-names",
                                "{\"#p\":\"price\"}",
                                "--expression-attribute-values",
                                "{\":more\":{\"N\":\"1\"}}",
                                "--output",
                                "json")
                        .out())
                .isEqualToNormalizingNewlines("{\"id\":{\"S\":\"1\"},\"price\":{\"N\":\"3.5\"}}\n");
    }

    @Test
    void whatIsDumpedCanBePutAgainWithAllTypes() throws IOException {
        String number = "12345678901234567890123456789012345678";
        command(
                "put",
                "shop-orders",
                "[{\"id\":\"1\",\"n\":" + number + "},{\"id\":{\"S\":\"2\"},\"set\":{\"NS\":[\"1\"]}}]");
        Path dumped = folder.resolve("dumped.jsonl");

        assertThat(command("dump", "shop-orders", "--output-file", dumped.toString())
                        .err())
                .isEqualToNormalizingNewlines("2 items of shop-orders in " + dumped + "\n");

        assertThat(Files.readAllLines(dumped))
                .containsExactlyInAnyOrder(
                        "{\"id\":\"1\",\"n\":" + number + "}", "{\"id\":{\"S\":\"2\"},\"set\":{\"NS\":[\"1\"]}}");
        assertThat(command("delete", "shop-orders", dumped.toString()).exitStatus())
                .isZero();
        assertThat(orders("ids")).isEqualTo("[]");
        assertThat(command("put", "shop-orders", dumped.toString()).exitStatus())
                .isZero();
        assertThat(command("dump", "shop-orders").out().lines())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(dumped));
    }

    private static String orders(String what) {
        List<String> lines =
                command("dump", "shop-orders").out().lines().sorted().toList();
        return what.equals("all") && lines.isEmpty() ? "{\"id\":\"none\"}" : "[" + String.join(",", lines) + "]";
    }

    private static Cli command(String name, String table, String... arguments) {
        return Cli.run(Stream.of(
                        Stream.of(name),
                        Stream.of(arguments),
                        Stream.of(
                                "--table",
                                table,
                                "--endpoint-url",
                                trigger.endpoint().toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }
}
