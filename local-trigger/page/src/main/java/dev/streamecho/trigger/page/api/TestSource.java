package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.RecordRow;
import java.util.stream.Collectors;

/** A record as a test of the JUnit extension, which writes the same change and expects the same fate. */
final class TestSource {
    private static final String SOURCE = """
            import static org.assertj.core.api.Assertions.assertThat;

            import dev.streamecho.trigger.junit.StreamTest;
            import java.io.IOException;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;
            import org.junit.jupiter.api.io.TempDir;

            class %1$sTest {
                @RegisterExtension
                static final StreamTest STREAM = StreamTest.of("%2$s");

                private static final String EVENT = \"""
            %3$s
                        \""";

                @Test
                void %4$s(@TempDir Path folder) throws IOException {
                    STREAM.table("%5$s").put(Files.writeString(folder.resolve("event.json"), EVENT));

                    STREAM.awaitIdle();

                    %6$s;
                }
            }
            """;

    private static final String INDENTATION = " ".repeat(12);

    private TestSource() {}

    /** @param template the file, as a test of the project names it */
    static String of(RecordRow row, JsonNode event, String template) throws JsonProcessingException {
        ObjectNode whole = Json.object();
        whole.putArray("Records").add(event);
        String json = Call.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(whole);
        String key = event.path("dynamodb")
                .path("Keys")
                .valueStream()
                .map(value -> value.elements().next().asText())
                .collect(Collectors.joining("/"));
        return SOURCE.formatted(
                identifier(row.source()),
                escaped(template),
                indented(json),
                switch (row.change()) {
                    case REMOVE -> "handlesADelete";
                    case MODIFY -> "handlesAChange";
                    default -> "handlesAnInsert";
                },
                escaped(row.source()),
                expectation(row, key));
    }

    private static String expectation(RecordRow row, String key) {
        String expected = "containsExactly(\"%s\")".formatted(escaped(key));
        return switch (row.state()) {
            case FILTERED -> "assertThat(STREAM.filtered())." + expected;
            case DISCARDED -> "assertThat(STREAM.discarded()).hasSize(1)";
            default -> "assertThat(STREAM.handled())." + expected;
        };
    }

    private static String identifier(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** As the lines of a text block. */
    private static String indented(String json) {
        return json.replace("\\", "\\\\")
                .replace("\"\"\"", "\\\"\"\"")
                .lines()
                .map(line -> INDENTATION + line)
                .collect(Collectors.joining("\n"));
    }
}
