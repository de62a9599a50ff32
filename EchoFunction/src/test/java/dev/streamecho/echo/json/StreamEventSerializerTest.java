package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StreamEventSerializerTest {
    private final StreamEventSerializer serializer = new StreamEventSerializer();

    @Test
    void isFoundByTheRuntime() {
        assertThat(ServiceLoader.load(CustomPojoSerializer.class))
                .singleElement()
                .isInstanceOf(StreamEventSerializer.class);
    }

    @Test
    void attributesKeepTheirOrder() {
        DynamodbEvent event =
                Readers.function("{'Records':[{'dynamodb':{'NewImage':{'z':{},'a':{},'m':{}}}}]}".replace('\'', '"'));
        assertThat(event.getRecords().get(0).getDynamodb().getNewImage().keySet())
                .containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                 | 1, column 1: it is empty
            5                                  | 1, column 1: an object expected, but a number found
            {'Records':[{'eventID':'1'}        | 1, column 28 (/Records/0): it ends too early
            {'Records':[{},{'eventID':[1,2]}]} | 1, column 27 (/Records/1/eventID): a string expected, but an array found
            {'Records':[{'dynamodb':true}]}    | 1, column 25 (/Records/0/dynamodb): an object expected, but true found
            {'Records':[{'eventID':null,}]}    | 1, column 29 (/Records/0/eventID): Unexpected character ('}' (code 125)): was expecting double-quote to start field name
            {'Records':{}}                     | 1, column 12 (/Records): an array expected, but an object found
            """)
    void malformedEventIsRefusedWithItsPlace(String json, String message) {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> Readers.function(json.replace('\'', '"')))
                .withMessage("The event is malformed at line " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'ApproximateCreationDateTime':{} | 56 (/Records/0/dynamodb/ApproximateCreationDateTime): a time in seconds expected, but an object found
            'ApproximateCreationDateTime':[] | 56 (/Records/0/dynamodb/ApproximateCreationDateTime): a time in seconds expected, but an array found
            'SizeBytes':'12x'                | 38 (/Records/0/dynamodb/SizeBytes): a whole number expected, but a string found
            'SizeBytes':9223372036854775808  | 57 (/Records/0/dynamodb/SizeBytes): Numeric value (9223372036854775808) out of range of long
            'StreamViewType':'ALL'           | 43 (/Records/0/dynamodb/StreamViewType): KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES expected, but a string found
            'StreamViewType':0               | 43 (/Records/0/dynamodb/StreamViewType): a string expected, but a number found
            'Keys':{'a/b':{'B':'AAE'}}       | 49 (/Records/0/dynamodb/Keys/a~1b/B): Unexpected end of base64-encoded String
            'Keys':{'id':{'BOOL':'yes'}}     | 47 (/Records/0/dynamodb/Keys/id/BOOL): true or false expected, but a string found
            'Keys':{'id':{'SS':[['x']]}}     | 46 (/Records/0/dynamodb/Keys/id/SS/0): a string expected, but an array found
            """)
    void malformedChangeIsRefusedWithItsPlace(String field, String message) {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> Readers.function(("{'Records':[{'dynamodb':{" + field + "}}]}").replace('\'', '"')))
                .withMessageStartingWith("The event is malformed at line 1, column " + message);
    }

    @Test
    void malformedEventOfManyLinesIsRefusedWithItsLine() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> Readers.function("{\n  \"Records\": [\n    {\n      \"dynamodb\": 5\n    }\n  ]\n}"))
                .withMessage(
                        "The event is malformed at line 4, column 19 (/Records/0/dynamodb): an object expected, but a number found");
    }

    @Test
    void longPointerIsShortened() {
        String name = "n".repeat(60_000);
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> Readers.function("{\"Records\":[{\"dynamodb\":{\"Keys\":{\"" + name + "\":5}}}]}"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1200).contains("nnn...)"));
    }

    @ParameterizedTest
    @MethodSource("dev.streamecho.echo.json.Readers#eventNames")
    void eventIsRefusedWhereverItIsCutOff(String name) throws IOException {
        byte[] json = Readers.resource("events/" + name + ".json").strip().getBytes(UTF_8);
        assertThat(IntStream.range(0, json.length).mapToObj(length -> new ByteArrayInputStream(json, 0, length)))
                .allSatisfy(input -> assertThatExceptionOfType(MalformedEventException.class)
                        .isThrownBy(() -> serializer.fromJson(input, DynamodbEvent.class)));
    }

    @ParameterizedTest
    @CsvSource({
        "C328, not followed as it says",
        "C080, longer than it need be",
        "E08080, longer than it need be",
        "F0808080, longer than it need be",
        "EDA0BD, half a surrogate pair",
        "EDA0BDEDB880, both halves of a surrogate pair",
        "F4908080, above all characters",
        "80, the end of a character",
        "E282, the start of a character",
        "FF, never in UTF-8"
    })
    void whatIsNotUtf8IsRefusedWithThePlace(String hex, String why) {
        String wrong = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        for (String json : List.of(
                "{\n \"Records\":[{\"eventID\":\"é",
                "{\n \"Records\":[{\"dynamodb\":{\"Keys\":{\"é",
                "{\n \"unknown\":\"é",
                "{\n ")) {
            byte[] start = json.getBytes(UTF_8);
            InputStream input = new SequenceInputStream(
                    new ByteArrayInputStream(start), new ByteArrayInputStream((wrong + "\"}").getBytes(ISO_8859_1)));
            assertThatExceptionOfType(MalformedEventException.class)
                    .as(why)
                    .isThrownBy(() -> serializer.fromJson(input, DynamodbEvent.class))
                    .withMessage(
                            "The event is malformed at line 2, column " + (start.length - 1) + ": it is not UTF-8");
        }
    }

    @Test
    void inputFailureIsNotTakenForItsEnd() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> serializer.fromJson(broken, DynamodbEvent.class))
                .withRootCauseInstanceOf(IOException.class)
                .havingRootCause()
                .withMessage("connection reset");
    }

    @Test
    void anotherTypeToReadIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> serializer.fromJson("{}", List.class))
                .withMessage("dev.streamecho.echo.json has no serializer for java.util.List, only for"
                        + " com.amazonaws.services.lambda.runtime.events.DynamodbEvent. Without the file"
                        + " META-INF/services/com.amazonaws.services.lambda.runtime.CustomPojoSerializer the runtime's own"
                        + " serializer takes every type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> serializer.fromJson(InputStream.nullInputStream(), StreamsEventResponse.class))
                .withMessageContaining("no serializer for " + StreamsEventResponse.class.getName() + ", only");
    }

    @Test
    void anotherTypeToWriteIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> serializer.toJson("", OutputStream.nullOutputStream(), String.class))
                .withMessageContaining("no serializer for java.lang.String, only")
                .withMessageContaining(StreamsEventResponse.class.getName());
    }

    @Test
    void outputStaysOpenAndUnflushed() {
        ByteArrayOutputStream output = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                throw new AssertionError("flushed");
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        serializer.toJson(
                new StreamsEventResponse(List.of(new BatchItemFailure("1"))), output, StreamsEventResponse.class);
        assertThat(output.toString(UTF_8)).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
    }
}
