package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameAsTheRuntimeTest {
    /** The project's own build sets more than the build of the function alone. */
    private static final int EVENTS = Integer.getInteger("random.events");

    @ParameterizedTest
    @MethodSource("dev.streamecho.echo.json.Readers#eventNames")
    void eventsOfTheServiceAreReadTheSame(String name) throws IOException {
        String json = Readers.resource("events/" + name + ".json");
        DynamodbEvent event = Readers.function(json);
        assertThat(event.getRecords()).isNotEmpty();
        assertThat(event)
                .isEqualTo(Readers.runtime(json))
                .hasToString(Readers.runtime(json).toString());
        assertThat((DynamodbEvent) new StreamEventSerializer().fromJson(json, DynamodbEvent.class))
                .isEqualTo(event);
    }

    @Test
    void randomEventsAreReadTheSame() {
        assertThat(differences(EVENTS, false, Readers::difference)).isEmpty();
    }

    @Test
    void valuesOfOtherTypesAreRefusedOrReadTheSame() {
        assertThat(differences(EVENTS / 3, true, Readers::differenceUnlessRefused))
                .isEmpty();
    }

    @Test
    void randomEventsAreParsedTheSame() {
        assertThat(differences(EVENTS / 10, false, Readers::differenceIfUnusual))
                .isEmpty();
    }

    private static List<String> differences(int seeds, boolean odd, UnaryOperator<String> reading) {
        return IntStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> {
                    String difference = reading.apply(new RandomEvent(seed, odd).json());
                    return difference == null ? null : "new RandomEvent(%d, %s)%n%s".formatted(seed, odd, difference);
                })
                .filter(difference -> difference != null)
                .limit(3)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "all-types"})
    void eventsWithOneWrongCharacterAreRefusedOrReadTheSame(String name) throws IOException {
        String json = Readers.resource("events/" + name + ".json").replaceAll("\n *", "");
        List<String> differences = IntStream.range(0, json.length())
                .parallel()
                .boxed()
                .flatMap(i -> Stream.of("", "{", "}", "]", "\"", ",", "0", "\\", "n")
                        .map(wrong -> json.substring(0, i) + wrong + json.substring(i + 1)))
                .map(Readers::differenceUnlessRefused)
                .filter(difference -> difference != null)
                .limit(3)
                .toList();
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "nul",
                "[]",
                "\"\"",
                "{}",
                "[{}]",
                "[null]",
                "5",
                "\"x\"",
                "{\"Records\":null}",
                "{\"Records\":{}}",
                "{\"Records\":\"\"}",
                "{}{",
                "{} and more",
                "null and more",
                "\uFEFF{}",
                "{\"Records\":[{\"dynamodb\":{\"SizeBytes\":9223372036854775807}}]}",
                "{\"Records\":[{\"dynamodb\":{\"SizeBytes\":9223372036854775808}}]}",
                "{\"Records\":[{\"dynamodb\":{\"SizeBytes\":1e400}}]}",
                "{\"Records\":[{\"dynamodb\":{\"ApproximateCreationDateTime\":1e400}}]}",
                "{\"Records\":[{\"dynamodb\":{\"StreamViewType\":\"NEW_VIEW\"}}]}",
                "{\"Records\":[{\"dynamodb\":{\"StreamViewType\":null}}]}",
            })
    void emptyAndExtremeEventsAreRefusedOrReadTheSame(String json) {
        assertThat(Readers.differenceUnlessRefused(json)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {498, 499, 500, 501, 100_000})
    void depthLimitIsTheSame(int levels) {
        String start = "{\"Records\":[{\"dynamodb\":{\"Keys\":{\"id\":";
        assertThat(Readers.difference(start + "{\"L\":[".repeat(levels) + "]}".repeat(levels) + "}}}]}"))
                .isNull();
        assertThat(Readers.difference(start + "{\"M\":{\"\":".repeat(levels) + "{}" + "}}".repeat(levels) + "}}}]}"))
                .isNull();
        assertThat(Readers.difference("{\"unknown\":" + "[[".repeat(levels) + "]]".repeat(levels) + "}"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1000, 1001, 65_536, 2_000_000})
    void longValuesAreReadTheSame(int characters) {
        String digits = "1".repeat(characters);
        assertThat(Stream.of(
                                "{\"Records\":[{\"eventID\":\"%s\"}]}",
                                "{\"Records\":[{\"dynamodb\":{\"Keys\":{\"%s\":{\"N\":\"%<s\"}}}}]}",
                                "{\"Records\":[{\"dynamodb\":{\"SizeBytes\":%s}}]}",
                                "{\"Records\":[{\"dynamodb\":{\"ApproximateCreationDateTime\":%s}}]}",
                                "{\"unknown\":%s}")
                        .map(json -> Readers.difference(json.formatted(digits))))
                .containsOnlyNulls();
    }

    static Stream<StreamsEventResponse> responses() {
        return Stream.of(
                null,
                new StreamsEventResponse(),
                new StreamsEventResponse(List.of()),
                new StreamsEventResponse(List.of(new BatchItemFailure("1"), new BatchItemFailure("\"é😀\n"))),
                new StreamsEventResponse(Arrays.asList(new BatchItemFailure(), null, new BatchItemFailure(""))));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void responsesAreWrittenTheSame(StreamsEventResponse response) {
        ByteArrayOutputStream function = new ByteArrayOutputStream();
        new StreamEventSerializer().toJson(response, function, StreamsEventResponse.class);
        ByteArrayOutputStream runtime = new ByteArrayOutputStream();
        JacksonFactory.getInstance().getSerializer(StreamsEventResponse.class).toJson(response, runtime);
        assertThat(function.toString(UTF_8)).isEqualTo(runtime.toString(UTF_8));
    }
}
