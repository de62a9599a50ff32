package dev.streamecho.trigger.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SeedsTest {
    private static final String TABLE = """
              %s:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: %s
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
            """;

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private List<TableDefinition> two;
    private List<TableDefinition> one;

    @BeforeEach
    void readTemplates() throws IOException {
        String orders = TABLE.formatted("Orders", "shop-orders");
        one = tables(orders);
        two = tables(orders + TABLE.formatted("Prices", "shop-prices"));
    }

    @Test
    void aFolderHasAFileOrAFolderForEachTable() throws IOException {
        Path orders = file("seed/Orders.jsonl");
        Path first = file("seed/shop-prices/1.json");
        Path second = file("seed/shop-prices/2.json.gz");
        file("seed/README.md");
        file("seed/.DS_Store");

        assertThat(find(two, "seed"))
                .containsExactly(
                        new Seed(two.get(0), orders, List.of(orders)),
                        new Seed(two.get(1), folder.resolve("seed/shop-prices"), List.of(first, second)));
        assertThat(notices)
                .containsExactly(folder.resolve("seed/README.md")
                        + " is not read: items are in .json, .jsonl or .ndjson files, which may end with .gz");
    }

    @Test
    void aFileIsForTheTableThatItIsNamedAfterOrTheOnlyOne() throws IOException {
        Path prices = file("shop-prices.json");
        Path items = file("items.json");

        assertThat(find(two, "shop-prices.json")).containsExactly(new Seed(two.get(1), prices, List.of(prices)));
        assertThat(find(one, "items.json")).containsExactly(new Seed(one.get(0), items, List.of(items)));
        assertMistake(two, items + " is of no table: name it after one of Orders, Prices", "items.json");
    }

    @Test
    void anExportIsForTheTableThatWasExported() throws IOException {
        Path export = folder.resolve("bucket/AWSDynamoDB/01700000000000-abc");
        write("bucket/AWSDynamoDB/01700000000000-abc/manifest-summary.json", """
                {"tableArn":"arn:aws:dynamodb:us-east-1:123456789012:table/shop-prices","outputFormat":"DYNAMODB_JSON"}
                """);
        write("bucket/AWSDynamoDB/01700000000000-abc/manifest-files.json", """
                {"itemCount":1,"dataFileS3Key":"AWSDynamoDB/01700000000000-abc/data/a.json.gz"}
                {"itemCount":1,"dataFileS3Key":"AWSDynamoDB/01700000000000-abc/data/b.json.gz"}
                """);
        Path a = file("bucket/AWSDynamoDB/01700000000000-abc/data/a.json.gz");
        assertMistake(
                two,
                "%s names %s, which is not there: copy the whole export"
                        .formatted(export.resolve("manifest-files.json"), export.resolve("data/b.json.gz")),
                "bucket");
        Path b = file("bucket/AWSDynamoDB/01700000000000-abc/data/b.json.gz");

        assertThat(find(two, "bucket")).containsExactly(new Seed(two.get(1), folder.resolve("bucket"), List.of(a, b)));
        assertThat(find(two, "bucket/AWSDynamoDB/01700000000000-abc"))
                .containsExactly(new Seed(two.get(1), export, List.of(a, b)));
    }

    @Test
    void whatIsNotThereOrOfNoTableOrTwiceIsAMistake() throws IOException {
        assertMistake(one, "--seed " + folder.resolve("none") + ": no such file or folder", "none");
        Path unknown = file("seed/Clients.json");
        assertMistake(two, unknown + " is of no table: name it after one of Orders, Prices", "seed");
        Path ion = file("ion/Orders.ion");
        assertMistake(one, ion + ": Amazon Ion is not read; export the table as DynamoDB JSON", "ion");
        Path orders = file("Orders.json");
        Path same = file("shop-orders.json");
        assertMistake(
                two,
                orders + " and " + same + " are both for Orders: give one of them",
                "Orders.json",
                "shop-orders.json");
    }

    @Test
    void theItemsAreWrittenOnceAndARefusedOneIsToldWithItsLine() throws IOException {
        write("Orders.jsonl", "{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":\"1\",\"name\":\"Ada\"}\n");
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(
                new AccountRegion("aws", "us-east-1", "123456789012"),
                0,
                Optional.empty(),
                Access.LOOPBACK,
                notices::add)) {
            new Tables(dynamoDb.client(), notices::add).create(one.get(0));
            Seed seed = find(one, "Orders.jsonl").get(0);
            seed.write(dynamoDb.client(), notices::add);
            seed.write(dynamoDb.client(), notices::add);

            assertThat(notices)
                    .containsExactly(
                            "Orders begins with 3 items of " + folder.resolve("Orders.jsonl"),
                            "Orders has items of an earlier run: %s is not written again"
                                    .formatted(folder.resolve("Orders.jsonl")));

            assertThat(dynamoDb.client()
                            .scan(scan -> scan.tableName("shop-orders"))
                            .items())
                    .containsExactlyInAnyOrder(
                            Map.of("id", AttributeValue.fromS("1"), "name", AttributeValue.fromS("Ada")),
                            Map.of("id", AttributeValue.fromS("2")));

            dynamoDb.client().deleteTable(delete -> delete.tableName("shop-orders"));
            new Tables(dynamoDb.client(), notices::add).create(one.get(0));
            write("Orders.jsonl", "{\"id\":\"1\"}\n{\"name\":\"Ada\"}\n");
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> seed.write(dynamoDb.client(), notices::add))
                    .withMessageStartingWith(folder.resolve("Orders.jsonl") + ":2: Orders does not take the item: ");
        }
    }

    private void assertMistake(List<TableDefinition> tables, String message, String... given) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> find(tables, given))
                .withMessage(message);
    }

    private List<Seed> find(List<TableDefinition> tables, String... given) {
        return Seeds.find(Stream.of(given).map(folder::resolve).toList(), tables, notices::add);
    }

    private List<TableDefinition> tables(String resources) throws IOException {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, "Resources:\n" + resources);
        return Template.read(template, Map.of(), "us-east-1").tables();
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write("{\"id\":\"1\"}\n".getBytes(UTF_8));
        }
        return file;
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
