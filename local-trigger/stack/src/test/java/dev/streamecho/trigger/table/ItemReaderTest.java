package dev.streamecho.trigger.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.table.ItemReader.ItemAtLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemReaderTest {
    private static final Map<String, AttributeValue> ADA =
            Map.of("id", AttributeValue.fromS("1"), "age", AttributeValue.fromN("36"));
    private static final Map<String, AttributeValue> BOB = Map.of("id", AttributeValue.fromS("2"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"1\",\"age\":36},{\"id\":\"2\"}]",
                "{\"id\":\"1\",\"age\":36}\n{\"id\":\"2\"}\n",
                "{\"id\":{\"S\":\"1\"},\"age\":{\"N\":\"36\"}}\n\n{\"id\":{\"S\":\"2\"}}",
                "{\"Item\":{\"id\":{\"S\":\"1\"},\"age\":{\"N\":\"36\"}}}\n{\"Item\":{\"id\":{\"S\":\"2\"}}}\n",
                "{\"Items\":[{\"id\":{\"S\":\"1\"},\"age\":{\"N\":\"36\"}},{\"id\":{\"S\":\"2\"}}],\"Count\":2,\"ScannedCount\":2}"
            })
    void eachFormGivesTheSameItems(String json) {
        assertThat(attributes(json)).containsExactly(ADA, BOB);
    }

    @Test
    void whatIsCompressedIsExpanded() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"Item\":{\"id\":{\"S\":\"2\"}}}\n".getBytes(UTF_8));
        }

        assertThat(all(bytes.toByteArray())).extracting(ItemAtLine::attributes).containsExactly(BOB);
    }

    @Test
    void nothingHasNoItems() {
        assertThat(attributes("")).isEmpty();
        assertThat(attributes("[]")).isEmpty();
    }

    @Test
    void anItemKnowsItsLine() {
        assertThat(all("{\"id\":\"1\"}\n\n  {\"id\":\n\"2\"}".getBytes(UTF_8)))
                .extracting(ItemAtLine::line)
                .containsExactly(1, 3);
    }

    @Test
    void plainJsonMayHaveWhatOnlyLooksLikeATypedValue() {
        assertThat(attributes("{\"id\":\"1\",\"size\":{\"S\":\"small\"},\"Item\":{\"N\":\"1\"},\"Items\":[]}"))
                .containsExactly(Map.of(
                        "id", AttributeValue.fromS("1"),
                        "size", AttributeValue.fromM(Map.of("S", AttributeValue.fromS("small"))),
                        "Item", AttributeValue.fromM(Map.of("N", AttributeValue.fromS("1"))),
                        "Items", AttributeValue.fromL(List.of())));
    }

    @Test
    void everyTypeSurvivesBeingWrittenAndRead() {
        Map<String, AttributeValue> item = Map.of(
                "id", AttributeValue.fromS("1"),
                "number", AttributeValue.fromN("12345678901234567890123456789012345.678"),
                "binary", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
                "strings", AttributeValue.fromSs(List.of("a", "b")),
                "numbers", AttributeValue.fromNs(List.of("1", "2.5")),
                "binaries", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))),
                "list", AttributeValue.fromL(List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))),
                "map", AttributeValue.fromM(Map.of("S", AttributeValue.fromS("a"))));

        assertThat(attributes(ItemJson.shortest(item))).containsExactly(item);
        assertThat(attributes(ItemJson.typed(item))).containsExactly(item);
    }

    @Test
    void plainJsonKeepsAllDigits() {
        String plain = "{\"id\":\"1\",\"list\":[true,null,1.50],\"map\":{\"S\":\"a\"},"
                + "\"number\":12345678901234567890123456789012345.678}";

        assertThat(ItemJson.shortest(attributes(plain).get(0))).isEqualTo(plain);
    }

    @Test
    void aMistakeIsToldWithItsLine() {
        assertMistake("{\"id\":\"1\"}\n7", "items.json:2: an item is a JSON object, not a number");
        assertMistake(
                "{\"id\":{\"S\":\"1\"},\"map\":{\"M\":{\"a\":1}}}",
                "items.json:1: 1 is not a value of DynamoDB's JSON, such as {\"S\":\"a\"}");
        assertMistake(
                "{\"id\":\"1\"}\n{\"id\":",
                "items.json: Unexpected end-of-input within/between Object entries (line 2, column 7)");
        assertMistake(
                "{\"Metadata\":{},\"Keys\":{\"id\":{\"S\":\"1\"}},\"NewImage\":{}}",
                "items.json:1: this is an incremental export, which has changes; export the whole table");
    }

    private static void assertMistake(String json, String message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> attributes(json))
                .withMessage(message);
    }

    private static List<Map<String, AttributeValue>> attributes(String json) {
        return all(json.getBytes(UTF_8)).stream().map(ItemAtLine::attributes).toList();
    }

    private static List<ItemAtLine> all(byte[] content) {
        List<ItemAtLine> items = new ArrayList<>();
        try (ItemReader reader = ItemReader.of("items.json", new ByteArrayInputStream(content))) {
            Optional<ItemAtLine> next;
            while ((next = reader.next()).isPresent()) {
                items.add(next.get());
            }
        }
        return items;
    }
}
