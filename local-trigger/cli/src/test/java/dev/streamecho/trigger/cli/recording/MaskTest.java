package dev.streamecho.trigger.cli.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    @Test
    void equalValuesStayEqualAndOthersDiffer() throws Exception {
        Masking masking = masking("key", "email");

        String first = image(masking, "1", "\"email\":{\"S\":\"ada@example.com\"}")
                .path("email")
                .toString();

        assertThat(first).matches("\\{\"S\":\"masked-[0-9a-f]{16}\"}");
        assertThat(image(masking, "2", "\"email\":{\"S\":\"ada@example.com\"}").path("email"))
                .hasToString(first);
        assertThat(image(masking, "3", "\"email\":{\"S\":\"bob@example.com\"}")
                        .path("email")
                        .toString())
                .isNotEqualTo(first);
    }

    @Test
    void anotherKeyGivesOtherValues() throws Exception {
        String attributes = "\"email\":{\"S\":\"ada@example.com\"}";

        assertThat(image(masking("one", "email"), "1", attributes))
                .isEqualTo(image(masking("one", "email"), "1", attributes));
        assertThat(image(masking("one", "email"), "1", attributes))
                .isNotEqualTo(image(masking("two", "email"), "1", attributes));
    }

    @Test
    void aKeyIsMaskedInEveryImageAndStaysTheSameItem() throws Exception {
        RecordedChange masked = masking("key", "id").apply(change("1", ""));

        JsonNode change = RecordingFormat.JSON.readTree(masked.record().json()).path("dynamodb");
        assertThat(change.path("Keys")).isEqualTo(change.path("NewImage"));
        assertThat(masked.record().itemKey())
                .isEqualTo(change.path("Keys").toString())
                .doesNotContain("\"1\"");
    }

    @Test
    void anImageCanBeNamed() throws Exception {
        JsonNode change = dynamodb(masking("key", "NewImage.id").apply(change("1", "")));

        assertThat(change.path("Keys")).hasToString("{\"id\":{\"S\":\"1\"}}");
        assertThat(change.path("NewImage").path("id").path("S").asText()).startsWith("masked-");
    }

    @Test
    void aPathLeadsThroughMapsAndLists() throws Exception {
        String attributes =
                "\"orders\":{\"L\":[{\"M\":{\"to\":{\"M\":{\"street\":{\"S\":\"Main\"},\"no\":{\"N\":\"7\"}}}}}]}";

        assertThat(image(masking("key", "orders.to.street"), "1", attributes).toString())
                .contains("\"no\":{\"N\":\"7\"}")
                .contains("\"street\":{\"S\":\"masked-");
    }

    @Test
    void everyTypeStaysWhatItIs() throws Exception {
        JsonNode all = image(masking("key", "all"), "1", """
                "all":{"M":{"n":{"N":"-12.5"},"b":{"B":"AAEC"},"t":{"BOOL":true},"x":{"NULL":true},"ss":{"SS":["a","b"]},
                "ns":{"NS":["1","2"]},"l":{"L":[{"S":"a"}]}}}""").path("all").path("M");

        assertThat(all.path("n").path("N").asText()).matches("[0-9]{1,15}").isNotEqualTo("-12.5");
        assertThat(all.path("b").path("B").asText()).hasSize(12);
        assertThat(all.path("t")).hasToString("{\"BOOL\":false}");
        assertThat(all.path("x")).hasToString("{\"NULL\":true}");
        assertThat(all.path("ss").path("SS")).hasSize(2).doesNotHaveDuplicates();
        assertThat(all.path("ns").path("NS")).hasSize(2);
        assertThat(all.path("l").path("L").path(0).path("S").asText()).startsWith("masked-");
    }

    @Test
    void whatWasNeverFoundIsKnown() throws Exception {
        Masking masking = masking("key", "email", "emial");
        masking.apply(change("1", "\"email\":{\"S\":\"ada@example.com\"}"));

        assertThat(masking.unmatched()).containsExactly("emial");
    }

    @Test
    void aDotCanBePartOfAName() throws Exception {
        assertThat(image(masking("key", "e\\.mail"), "1", "\"e.mail\":{\"S\":\"a\"}")
                        .path("e.mail")
                        .path("S")
                        .asText())
                .startsWith("masked-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NewImage", "a..b", "Keys."})
    void aPathWithoutAnAttributeIsRefused(String path) {
        assertThatThrownBy(() -> MaskPath.of(path))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--mask " + path + ": give the path of an attribute");
    }

    private static Masking masking(String key, String... paths) {
        return new Masking(Stream.of(paths).map(MaskPath::of).toList(), key.getBytes(UTF_8));
    }

    private static RecordedChange change(String id, String attributes) {
        return new RecordedChange("shard", Optional.empty(), Recorded.record(id, 0, 0, attributes));
    }

    private static JsonNode image(Masking masking, String id, String attributes) throws IOException {
        return dynamodb(masking.apply(change(id, attributes))).path("NewImage");
    }

    private static JsonNode dynamodb(RecordedChange change) throws IOException {
        return RecordingFormat.JSON.readTree(change.record().json()).path("dynamodb");
    }
}
