package dev.streamecho.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.streamecho.echo.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRecordJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'S':'Ada'}",
                "{'S':''}",
                "{'S':'\\\"quotes\\\", back\\\\slash, new\\nline, \\u0000, 日本語, \\uD83D\\uDE00, half a pair: \\uD83D'}",
                "{'N':'1'}",
                "{'N':'1.50'}",
                "{'N':'12345678901234567890123456789012345678'}",
                "{'N':'9.9999999999999999999999999999999999999E+125'}",
                "{'N':'-1E-130'}",
                "{'B':'AAH+/w=='}",
                "{'B':''}",
                "{'BOOL':true}",
                "{'BOOL':false}",
                "{'NULL':true}",
                "{'SS':['a','b']}",
                "{'NS':['1','-2.5']}",
                "{'BS':['AA==','/w==']}",
                "{'L':[]}",
                "{'M':{}}",
                "{'L':[{'N':'1'},{'L':[{'M':{'a':{'NULL':true}}}]}]}",
                "{'M':{'z':{'S':'first'},'a':{'S':'second'}}}",
                "null"
            })
    void attributeValueIsWrittenAsItWasDelivered(String quoted) throws IOException {
        String delivered = "{\"NewImage\":{\"attribute\":" + quoted.replace('\'', '"') + "}}";

        assertThat(write(read(delivered))).isEqualTo(delivered);
    }

    @Test
    void nestingAsDeepAsTheTableAllowsIsWritten() throws IOException {
        int levels = 32;
        String delivered =
                "{\"NewImage\":{\"a\":" + "{\"L\":[".repeat(levels) + "{\"N\":\"1\"}" + "]}".repeat(levels) + "}}";

        assertThat(write(read(delivered))).isEqualTo(delivered);
    }

    @Test
    void whatIsAbsentStaysAbsent() throws IOException {
        assertThat(write(read("{\"SequenceNumber\":\"1\"}"))).isEqualTo("{\"SequenceNumber\":\"1\"}");
        assertThat(write(read("{}"))).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "1768469460, 1768469460",
        "1.76846946E9, 1768469460",
        "1768469460.0, 1768469460",
        "1768469460.123, 1768469460.123",
        "1768469460.1, 1768469460.100",
        "1768469460.1239, 1768469460.123"
    })
    void timeIsWrittenInSecondsWithMillisecondsIfItHasAny(String delivered, String written) throws IOException {
        assertThat(write(read("{\"ApproximateCreationDateTime\":" + delivered + "}")))
                .isEqualTo("{\"ApproximateCreationDateTime\":" + written + "}");
    }

    @Test
    void binaryCanBeReadAgain() throws IOException {
        ByteBuffer photo = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        StreamRecord record = new StreamRecord().withNewImage(Map.of("photo", new AttributeValue().withB(photo)));

        assertThat(write(record)).isEqualTo("{\"NewImage\":{\"photo\":{\"B\":\"AgM=\"}}}");
        assertThat(photo.remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"X\":\"a type to come\"}", "{\"M\":{\"a\":{}}}"})
    void attributeValueWithoutAKnownTypeIsRefused(String value) {
        StreamRecord record = read("{\"Keys\":{\"id\":" + value + "}}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(record))
                .withMessage("An attribute value has none of the types of DynamoDB");
    }

    private static StreamRecord read(String dynamodb) {
        return Lambda.event("{\"Records\":[{\"dynamodb\":" + dynamodb + "}]}")
                .getRecords()
                .get(0)
                .getDynamodb();
    }

    private static String write(StreamRecord record) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter();
        StreamRecordJson.write(record, json);
        json.writeTo(text);
        return text.toString(UTF_8);
    }
}
