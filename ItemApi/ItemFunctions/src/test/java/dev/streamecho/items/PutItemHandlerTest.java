package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.items.Gateway.Answer;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PutItemHandlerTest {
    private final String table = LocalTables.create();
    private final Gateway put = new Gateway(new PutItemHandler(new ItemTable(LocalTables.CLIENT, table)));

    @Test
    void newItemIsCreated() throws IOException {
        Answer answer = put.post("{\"itemKey\":\"1\",\"name\":\"Ada\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"itemKey\":\"1\"}");
        assertThat(answer.headers())
                .containsOnly(Map.entry("Content-Type", "application/json"), Map.entry("Location", "items/1"));
        assertThat(stored("1"))
                .containsOnly(
                        Map.entry("itemKey", AttributeValue.fromS("1")),
                        Map.entry("name", AttributeValue.fromS("Ada")));
    }

    @Test
    void itemThatIsThereIsReplacedWhole() throws IOException {
        put.post("{\"itemKey\":\"1\",\"name\":\"Ada\",\"city\":\"London\"}");

        Answer answer = put.post("{\"itemKey\":\"1\",\"name\":\"Grace\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"itemKey\":\"1\"}");
        assertThat(answer.headers()).doesNotContainKey("Location");
        assertThat(stored("1"))
                .containsEntry("name", AttributeValue.fromS("Grace"))
                .doesNotContainKey("city");
    }

    @Test
    void locationIsEncoded() throws IOException {
        Answer answer = put.post("{\"itemKey\":\"a/b c+ü\",\"name\":\"\"}");

        assertThat(answer.headers()).containsEntry("Location", "items/a%2Fb%20c%2B%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-None-Match", "if-none-match", "IF-NONE-MATCH"})
    void ifNoneMatchKeepsTheItemThatIsThere(String header) throws IOException {
        assertThat(put.post("{\"itemKey\":\"1\",\"name\":\"Ada\"}", Map.of(header, "*"))
                        .status())
                .isEqualTo(201);

        Answer answer = put.post("{\"itemKey\":\"1\",\"name\":\"Grace\"}", Map.of(header, "*"));

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.message()).isEqualTo("There is an item with this itemKey already");
        assertThat(stored("1")).containsEntry("name", AttributeValue.fromS("Ada"));
    }

    @Test
    void entityTagIsRefused() throws IOException {
        Answer answer = put.post("{\"itemKey\":\"1\",\"name\":\"Ada\"}", Map.of("If-None-Match", "\"abc\""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("If-None-Match must be *: the items have no entity tags");
        assertThat(stored("1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"Ada\"}                  | itemKey is missing",
                "{\"itemKey\":1,\"name\":\"Ada\"}    | itemKey must be a string",
                "{\"itemKey\":null,\"name\":\"Ada\"} | itemKey must be a string",
                "{\"itemKey\":\"\",\"name\":\"Ada\"} | itemKey is empty",
                "{\"itemKey\":\"1\"}                 | name is missing",
                "{\"itemKey\":\"1\",\"name\":[]}     | name must be a string",
                "{\"itemKey\":\"1\",\"name\":null}   | name must be a string",
            })
    void requiredFieldsAreNamed(String body, String message) throws IOException {
        Answer answer = put.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void keyMayHave2048Bytes() throws IOException {
        assertThat(put.post("{\"itemKey\":\"" + "ü".repeat(1024) + "\",\"name\":\"\"}")
                        .status())
                .isEqualTo(201);

        Answer answer = put.post("{\"itemKey\":\"" + "ü".repeat(1024) + "a\",\"name\":\"\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("itemKey has 2049 bytes in UTF-8, and may have 2048");
    }

    @Test
    void missingBodyIsRefused() throws IOException {
        Answer answer = put.post(null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("The body is missing; it must be an object with itemKey and name");
    }

    @Test
    void bodyInBase64IsDecoded() throws IOException {
        String body = Base64.getEncoder().encodeToString("{\"itemKey\":\"1\",\"name\":\"Zoë\"}".getBytes(UTF_8));

        Answer answer = put.invoke("{\"headers\":{},\"body\":\"" + body + "\",\"isBase64Encoded\":true}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(stored("1")).containsEntry("name", AttributeValue.fromS("Zoë"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64!", "/w=="})
    void bodyThatIsNotUtf8IsRefused(String base64) throws IOException {
        Answer answer = put.invoke("{\"headers\":{},\"body\":\"" + base64 + "\",\"isBase64Encoded\":true}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("The body is not UTF-8");
    }

    @Test
    void itemMayHave400Kilobytes() throws IOException {
        // itemKey, 1 and name make 12 of the 409,600 bytes.
        String largest = "a".repeat(409_588);
        assertThat(put.post("{\"itemKey\":\"1\",\"name\":\"" + largest + "\"}").status())
                .isEqualTo(201);

        Answer answer = put.post("{\"itemKey\":\"2\",\"name\":\"" + largest + "a\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.message()).isEqualTo("The item is larger than 400 KB, with its field names");
    }

    @Test
    void dynamoDbDecidesTheSizeOfNumbers() throws IOException {
        String numbers = "1234567890123456789012345678901234567,".repeat(30_000) + "1";

        Answer answer = put.post("{\"itemKey\":\"1\",\"name\":\"\",\"numbers\":[" + numbers + "]}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void nothingIsLoggedOfWhatIsAnswered() throws IOException {
        put.post("{\"itemKey\":\"1\",\"name\":\"Ada\"}");
        put.post("{\"itemKey\":\"1\"}");

        assertThat(put.log()).isEmpty();
    }

    private Map<String, AttributeValue> stored(String key) {
        return LocalTables.CLIENT
                .getItem(get -> get.tableName(table).key(Map.of("itemKey", AttributeValue.fromS(key))))
                .item();
    }
}
