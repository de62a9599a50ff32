package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTokensTest {

    @ParameterizedTest
    @MethodSource("dev.streamecho.echo.json.Readers#eventNames")
    void eventsOfTheServiceArePlain(String name) throws IOException {
        String json = Readers.resource("events/" + name + ".json");
        assertThat(read(json)).isEqualTo(Readers.runtime(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Records':null}",
                " {\t'Records'\r\n: [ ] , 'unknown' : {'a':[1,-0.5e+7,[],{'b':null}],'c':true}}",
                "{'Records':[null,{'eventID':'é日本語😀','dynamodb':{'Keys':{'größe':{'S':'\\ud83d\\uDE00\\n\\/'}}}}]}",
                "{'Records':[{'dynamodb':{'ApproximateCreationDateTime':1.76846946E9,'SizeBytes':-12}}]}",
                "{'Records':[{'eventName':'INSERT'},{'eventName':'INSERT'},{'eventName':null},{'eventName':'INSERTED'}]}",
                "{'Records':[{'eventID':'1','eventID':'2'}]}",
                "{} and more",
            })
    void whatTheServiceMaySendIsPlain(String quoted) throws IOException {
        String json = quoted.replace('\'', '"');
        assertThat(read(json)).isEqualTo(Readers.runtime(json));
    }

    @Test
    void attributesAreReadAsDeepAsTheTableAllows() throws IOException {
        String json =
                "{\"Records\":[{\"dynamodb\":{\"Keys\":{\"id\":" + "{\"L\":[".repeat(32) + "]}".repeat(32) + "}}}]}";
        assertThat(read(json)).isEqualTo(Readers.runtime(json));
    }

    @Test
    void namesInAnotherOrderAreRecognized() throws IOException {
        String json = IntStream.range(0, 2000)
                .mapToObj(i -> "\"a%d\":{\"S\":\"%<d\"},\"b%d\":{\"N\":\"%<d\"}".formatted(i % 97, i % 89))
                .reduce("{\"Records\":[{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"\"}", (all, one) -> all + "," + one)
                .concat("}}}]}");
        assertThat(read(json)).isEqualTo(Readers.runtime(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{'a'",
                "{'a':",
                "{'a':1",
                "{'a':1,",
                "{'a':1,}",
                "{,'a':1}",
                "{'a' 1}",
                "{'a':1 'b':2}",
                "{'a':[1,]}",
                "{'a':[,1]}",
                "{'a':[1 2]}",
                "{'a':[}",
                "{'a':{]}",
                "{'a':01}",
                "{'a':-}",
                "{'a':1.}",
                "{'a':.5}",
                "{'a':1e}",
                "{'a':NaN}",
                "{'a':nul}",
                "{'a':trues}",
                "{'a':'}",
                "{'a':'\\",
                "{'a':'\\q'}",
                "{'a':'\\u12'}",
                "{'a':'\\u12g4'}",
                "{'a':'\\u١٢٣٤'}",
                "{'a':'\t'}",
                "{'\\u0061':1}",
                "{'a\t':1}",
                "{a:1}",
                "{'a':'\uFFFD'}",
                "{'\uFFFD':1}",
                "\uFEFF{}",
                "{'Records':{}}",
                "{'Records':[{'eventID':5}]}",
                "{'Records':[{'dynamodb':[{}]}]}",
                "{'Records':[{'dynamodb':{'SizeBytes':'5'}}]}",
                "{'Records':[{'dynamodb':{'SizeBytes':1.5}}]}",
                "{'Records':[{'dynamodb':{'SizeBytes':1000000000000000000}}]}",
                "{'Records':[{'dynamodb':{'StreamViewType':'ALL'}}]}",
                "{'Records':[{'dynamodb':{'ApproximateCreationDateTime':'5'}}]}",
                "{'Records':[{'dynamodb':{'Keys':{'id':{'BOOL':'true'}}}}]}",
                "{'Records':[{'dynamodb':{'Keys':{'id':{'B':'AAE'}}}}]}",
                "{'Records':[{'dynamodb':{'Keys':{'id':{'B':'A=AA'}}}}]}",
                "{'Records':[{'dynamodb':{'Keys':{'id':{'SS':'x'}}}}]}"
            })
    void malformedAndUnusualEventsAreNotPlain(String quoted) {
        assertThatExceptionOfType(NotPlainException.class).isThrownBy(() -> read(quoted.replace('\'', '"')));
    }

    @Test
    void tooDeepAndTooLongEventsAreNotPlain() {
        String depth = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
        String number = "{\"a\":" + "1".repeat(101) + "}";
        String length = "{\"a\":\"" + "x".repeat(6 * 1024 * 1024) + "\"}";
        for (String json : new String[] {depth, number, length}) {
            assertThatExceptionOfType(NotPlainException.class).isThrownBy(() -> read(json));
        }
    }

    private static DynamodbEvent read(String json) throws IOException {
        EventTokens tokens = new PlainTokens(json.getBytes(UTF_8));
        tokens.start();
        return new EventReader(tokens).event();
    }
}
