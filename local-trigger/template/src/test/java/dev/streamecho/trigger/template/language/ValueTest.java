package dev.streamecho.trigger.template.language;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static dev.streamecho.trigger.template.TestTemplates.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {
    @TempDir
    private Path folder;

    @Test
    void stringIsWhatIsWritten() {
        assertThat(value(folder, "0123", "").text()).isEqualTo("0123");
        assertThat(value(folder, "1.10", "").text()).isEqualTo("1.10");
        assertThat(value(folder, "2012-10-17", "").text()).isEqualTo("2012-10-17");
        assertThat(value(folder, "yes", "").text()).isEqualTo("true");
        assertThat(value(folder, "''", "").text()).isEmpty();
    }

    @Test
    void numbersAndBooleansMayBeStringsAsInAParameter() {
        assertThat(value(folder, "'5'", "").integer()).isEqualTo(5);
        assertThat(value(folder, "-1", "").integer(-1, 10_000)).isEqualTo(-1);
        assertThat(value(folder, "'true'", "").bool()).isTrue();
        assertThat(value(folder, "off", "").bool()).isFalse();
    }

    @Test
    void jsonKeepsTypesAndTheDigitsOfNumbers() {
        assertThat(value(folder, "[1, '1', -0.10, 12345678901234567890, 0644, true, 'true', 1e3]", "")
                        .json())
                .hasToString("[1,\"1\",-0.10,12345678901234567890,\"0644\",true,\"true\",1E+3]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "20000    | 20000 is out of range; use 1 to 10000",
                "0        | 0 is out of range; use 1 to 10000",
                "many     | many is not a whole number",
                "1.5      | 1.5 is not a whole number",
                "''       | an empty string is not a whole number",
                "[1]      | is a list, but must be a string",
                "{a: 1}   | is a mapping, but must be a string",
                "null     | is empty, but must be a string",
            })
    void numberOutOfRangeIsAnError(String written, String reason) {
        assertThat(errorOf(folder, () -> value(folder, written, "").integer(1, 10_000)))
                .isEqualTo("template.yaml: Thing.Properties.Value (line 2): " + reason);
    }

    @Test
    void whatIsOfAnotherTypeIsAnError() {
        String place = "template.yaml: Thing.Properties.Value (line 2): ";

        assertThat(errorOf(folder, () -> value(folder, "maybe", "").bool()))
                .isEqualTo(place + "maybe is neither true nor false");
        assertThat(errorOf(folder, () -> value(folder, "text", "").items()))
                .isEqualTo(place + "is a string, but must be a list");
        assertThat(errorOf(folder, () -> value(folder, "5", "").entries()))
                .isEqualTo(place + "is a number, but must be a mapping");
        assertThat(errorOf(folder, () -> value(folder, "true", "").get("a")))
                .isEqualTo(place + "is true or false, but must be a mapping");
        assertThat(errorOf(folder, () -> value(folder, "AT_TIMESTAMP", "").oneOf("LATEST", "TRIM_HORIZON")))
                .isEqualTo(place + "AT_TIMESTAMP is not allowed; choose one of LATEST, TRIM_HORIZON");
    }

    @Test
    void errorIsOneLineThatNamesTheProperty() {
        Value properties = read(folder, """
                Parameters:
                  Size: {Type: Number, Default: 20000}
                Resources:
                  Stream:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      BatchSize: !Ref Size
                      Filters:
                        - Pattern: "{}"
                        - Pattern: !If [Never, a, [b]]
                Conditions:
                  Never: !Equals [a, b]
                """).resource("Stream").orElseThrow().properties();

        assertThat(errorOf(folder, () -> properties.require("BatchSize").integer(1, 10_000)))
                .isEqualTo(
                        "template.yaml: Stream.Properties.BatchSize (line 7): 20000 is out of range; use 1 to 10000");
        assertThat(errorOf(
                        folder,
                        () -> properties
                                .require("Filters")
                                .items()
                                .get(1)
                                .require("Pattern")
                                .text()))
                .isEqualTo(
                        "template.yaml: Stream.Properties.Filters[1].Pattern (line 10): is a list, but must be a string");
        assertThat(errorOf(folder, () -> properties.require("FunctionName")))
                .isEqualTo("template.yaml: Stream.Properties (line 6): FunctionName is missing");
        assertThat(properties.error("two\n  lines").getMessage()).endsWith("): two lines");
    }

    @Test
    void longStringIsCutInMessages() {
        assertThat(errorOf(folder, () -> value(folder, "x".repeat(500), "").integer()))
                .isEqualTo("template.yaml: Thing.Properties.Value (line 2): " + "x".repeat(99)
                        + "… is not a whole number");
    }
}
