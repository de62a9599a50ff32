package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private final JsonWriter json = new JsonWriter();

    @Test
    void commasAreWhereTheyBelong() throws IOException {
        json.beginObject();
        json.name("object").beginObject().endObject();
        json.name("array").beginArray();
        json.beginArray().endArray().value(1).value("two").nullValue().beginObject();
        json.name("three").value(true).endObject();
        json.endArray();
        json.name("last").value(false);
        json.endObject();

        assertThat(written())
                .isEqualTo("{\"object\":{},\"array\":[[],1,\"two\",null,{\"three\":true}],\"last\":false}");
    }

    @Test
    void numbersAndBinariesKeepTheirValue() throws IOException {
        json.beginArray();
        json.value(Long.MIN_VALUE).value(Long.MAX_VALUE).value(new BigDecimal("1768469460.100"));
        json.value(ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2)).value((ByteBuffer) null);
        json.value((String) null);
        json.endArray();

        assertThat(written()).isEqualTo("[-9223372036854775808,9223372036854775807,1768469460.100,\"AQI=\",null,null]");
    }

    @Test
    void everyCharacterIsWrittenAsJacksonWritesIt() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            all.append((char) c);
        }
        String text = all.append("😀 and half a pair: \uD83D").toString();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (JsonGenerator jackson = new JsonFactory().createGenerator(expected)) {
            jackson.writeString(text);
        }

        assertThat(json.value(text).size()).isEqualTo(expected.size());
        assertThat(written()).isEqualTo(expected.toString(UTF_8));
    }

    @Test
    void lineIsFollowedByAnother() throws IOException {
        json.beginObject().endObject().newLine();
        json.beginObject().endObject().newLine();

        assertThat(written()).isEqualTo("{}\n{}\n");
    }

    @Test
    void whatIsClearedIsGone() throws IOException {
        json.beginArray().value("half");
        json.clear();

        assertThat(json.value(1).size()).isEqualTo(1);
        assertThat(written()).isEqualTo("1");
    }

    private String written() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        json.writeTo(output);
        return output.toString(UTF_8);
    }
}
