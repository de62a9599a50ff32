package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.items.Gateway.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class GetItemHandlerTest {
    private final String name = LocalTables.create();
    private final ItemTable table = new ItemTable(LocalTables.CLIENT, name);
    private final Gateway get = new Gateway(new GetItemHandler(table));
    private final Gateway put = new Gateway(new PutItemHandler(table));

    @Test
    void itemIsGivenBackAsItWasPut() throws IOException {
        put.post("{\"itemKey\":\"1\",\"name\":\"Ada\",\"address\":{\"city\":\"London\",\"lines\":[\"a\",null,{}]},"
                + "\"big\":12345678901234567890123456789012345678,\"flag\":true,\"none\":null,\"empty\":\"\"}");

        Answer answer = get.get("1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsOnly(Map.entry("Content-Type", "application/json"));
        assertThat(answer.body())
                .isEqualTo("{\"address\":{\"city\":\"London\",\"lines\":[\"a\",null,{}]},"
                        + "\"big\":12345678901234567890123456789012345678,\"empty\":\"\",\"flag\":true,"
                        + "\"itemKey\":\"1\",\"name\":\"Ada\",\"none\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1.10, 1.1",
        "1e3, 1000",
        "-0.1, -0.1",
        "0.00000000000000000000000000000000000001, 0.00000000000000000000000000000000000001",
        "99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
        "1.0000000000000000000000000000000000000000000, 1",
    })
    void numbersKeepTheirValue(String written, String read) throws IOException {
        assertThat(put.post("{\"itemKey\":\"1\",\"name\":\"\",\"n\":" + written + "}")
                        .status())
                .isEqualTo(201);

        assertThat(get.get("1").body()).isEqualTo("{\"itemKey\":\"1\",\"n\":" + read + ",\"name\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9999999999999999999999999999999999999E+125", "-1E-130", "1E-130", "1E125"})
    void largestAndSmallestNumbersAreStored(String number) throws IOException {
        assertThat(put.post("{\"itemKey\":\"1\",\"name\":\"\",\"n\":" + number + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void setsAndBinariesOfOtherWritersAreShown() throws IOException {
        SdkBytes bytes = SdkBytes.fromString("hello", UTF_8);
        LocalTables.CLIENT.putItem(request -> request.tableName(name)
                .item(Map.of(
                        "itemKey", AttributeValue.fromS("1"),
                        "b", AttributeValue.fromB(bytes),
                        "bs", AttributeValue.fromBs(List.of(bytes)),
                        "ns", AttributeValue.fromNs(List.of("1.5")),
                        "ss", AttributeValue.fromSs(List.of("x")))));

        assertThat(get.get("1").body())
                .isEqualTo("{\"b\":\"aGVsbG8=\",\"bs\":[\"aGVsbG8=\"],\"itemKey\":\"1\",\"ns\":[1.5],\"ss\":[\"x\"]}");
    }

    @Test
    void missingItemIsNotFound() throws IOException {
        Answer answer = get.get("1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).isEqualTo("There is no item with this itemKey");
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb, a/b", "a+b, a+b", "a%20b, a b", "%C3%BC, ü", "100%25, 100%", "%F0%9F%98%80, 😀"})
    void keyIsDecodedOnce(String encoded, String key) throws IOException {
        put.post("{\"itemKey\":\"" + key + "\",\"name\":\"\"}");

        assertThat(get.get(encoded).body()).isEqualTo("{\"itemKey\":\"" + key + "\",\"name\":\"\"}");
    }

    @Test
    void keyThatCannotBeDecodedIsRefused() throws IOException {
        Answer answer = get.get("100%");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("itemKey is not encoded as a part of a URL: % must be %25");
    }

    @Test
    void invalidKeyIsRefused() throws IOException {
        assertThat(get.get("a".repeat(2049)).status()).isEqualTo(400);
        assertThat(get.get("").message()).isEqualTo("itemKey is empty");
        assertThat(get.invoke("{\"pathParameters\":null}").message()).isEqualTo("itemKey is missing");
    }
}
