package dev.streamecho.items;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemSizeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                      | 0",
                "{\"ab\":\"\"}           | 2",
                "{\"ab\":\"aü€😀\"}      | 12",
                "{\"a\":null}            | 2",
                "{\"a\":false}           | 2",
                "{\"a\":123456}          | 2",
                "{\"a\":[]}              | 4",
                "{\"a\":[\"bc\",null]}   | 9",
                "{\"a\":{\"b\":\"cd\"}}  | 8",
            })
    void sizeIsCountedAsDynamoDbDocumentsIt(String item, long size) {
        assertThat(ItemSize.of(ItemReader.read(item))).isEqualTo(size);
    }
}
