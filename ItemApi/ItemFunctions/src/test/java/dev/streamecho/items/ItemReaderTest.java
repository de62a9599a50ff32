package dev.streamecho.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1                 | The body is not JSON: it ends too early, at line 1, column 7",
                "{'a':1}                  | The body is not JSON, at line 1, column 2",
                "{\"a\":01}               | The body is not JSON, at line 1, column 7",
                "{\"a\":secret}           | The body is not JSON, at line 1, column 6",
                "{\"a\":NaN}              | The body is not JSON, at line 1, column 9",
                "[1]                      | The body is not an object; it must be one with itemKey and name",
                "{}{}                     | The body continues after its object",
                "{\"a\":1,\"a\":2}        | a is there twice",
                "{\"a\":[{\"b\":1,\"b\":1}]} | a[0].b is there twice",
                "{\"\":1}                 | The name of a field is empty, at line 1, column 2",
                "{\"a\":{\"\":1}}         | The name of a field is empty, at line 1, column 7",
                "{\"a\":\"\\ud83d\"}      | a has half a surrogate pair, which is not a character",
                "{\"a\":[\"\\ude00x\"]}   | a[0] has half a surrogate pair, which is not a character",
                "{\"a\":1e126}            | a is not between 1E-130 and 9.99E+125, which DynamoDB stores; send it as a string",
                "{\"a\":[[0,1e-131]]}     | a[0][1] is not between 1E-130 and 9.99E+125, which DynamoDB stores; send it as a string",
                "{\"a\":1e99999999999}    | a is not between 1E-130 and 9.99E+125, which DynamoDB stores; send it as a string",
                "{\"a\":{\"b\":123456789012345678901234567890123456789}} | a.b has 39 significant digits, and DynamoDB stores 38; send it as a string",
            })
    void whatCannotBeStoredIsNamed(String body, String message) {
        assertThatThrownBy(() -> ItemReader.read(body))
                .isInstanceOf(Refusal.class)
                .hasMessage(message);
    }

    @Test
    void lineOfTheMistakeIsNamed() {
        assertThatThrownBy(() -> ItemReader.read("{\n  \"a\": 1,\n}"))
                .hasMessage("The body is not JSON, at line 3, column 1");
    }

    @Test
    void emptyBodyIsRefused() {
        assertThatThrownBy(() -> ItemReader.read(" "))
                .hasMessage("The body is empty; it must be an object with itemKey and name");
    }

    @Test
    void nameWithHalfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> ItemReader.read("{\"\ud83d\":1}"))
                .hasMessage(
                        "The name of a field is with half a surrogate pair, which is not a character, at line 1, column 2");
        assertThatThrownBy(() -> ItemReader.read("{\"\\ud83d\":1}")).isInstanceOf(Refusal.class);
    }

    @Test
    void numberOfManyDigitsIsRefused() {
        String number = "9".repeat(1001);
        assertThatThrownBy(() -> ItemReader.read("{\"a\":" + number + "}"))
                .hasMessage("a is a number of 1001 characters; send it as a string");
        assertThatThrownBy(() -> ItemReader.read("{\"a\":{\"b\":[1,0." + number + "]}}"))
                .hasMessage("a.b[1] is a number of 1003 characters; send it as a string");
    }

    @Test
    void deepestItemIsStored() {
        String table = LocalTables.create();
        Map<String, AttributeValue> item =
                ItemReader.read("{\"itemKey\":\"1\",\"a\":" + "[".repeat(31) + "]".repeat(31) + "}");

        LocalTables.CLIENT.putItem(put -> put.tableName(table).item(item));
    }

    @Test
    void deeperItemIsRefused() {
        assertThatThrownBy(() -> ItemReader.read("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"))
                .isInstanceOf(Refusal.class)
                .hasMessage("a" + "[0]".repeat(31) + " is nested deeper than the 32 levels that DynamoDB stores");
        assertThatThrownBy(() -> ItemReader.read("{\"a\":".repeat(5000)))
                .isInstanceOf(Refusal.class)
                .hasMessage("a" + ".a".repeat(31) + " is nested deeper than the 32 levels that DynamoDB stores");
    }

    @Test
    void longNameIsCutInTheMessage() {
        assertThatThrownBy(() -> ItemReader.read("{\"" + "😀".repeat(300) + "\":1e126}"))
                .hasMessageStartingWith("😀".repeat(256) + "... is not between");
    }

    @Test
    void charactersOfAllKindsAreKept() {
        assertThat(ItemReader.read("{\"😀\":\"\\ud83d\\ude00\\u0000ü\"}"))
                .containsOnly(Map.entry("😀", AttributeValue.fromS("😀\0ü")));
    }
}
