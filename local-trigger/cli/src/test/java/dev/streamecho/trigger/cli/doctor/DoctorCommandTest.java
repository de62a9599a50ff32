package dev.streamecho.trigger.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir
    private Path folder;

    @Test
    void itNamesWhatIsHereAndWhatTheDefinitionHas() throws Exception {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
                  Built:
                    Type: AWS::Serverless::Function
                    Properties: {Runtime: java21, Handler: a.B, CodeUri: built}
                """);
        Files.createFile(Files.createDirectory(folder.resolve("built")).resolve("pom.xml"));

        JsonNode diagnoses = new ObjectMapper()
                .readTree(Cli.run("doctor", "-t", template.toString(), "--output", "json")
                        .out())
                .path("diagnoses");
        assertThat(find("definition", diagnoses))
                .isEqualTo(Map.of(
                        "name", "definition",
                        "state", "ok",
                        "found", template + ": 1 table, 0 queues, 1 function, 0 mappings"));
        // The tests are built with it.
        assertThat(find("Maven", diagnoses).get("found")).asString().endsWith(", needed by Built");
        assertThat(StreamSupport.stream(diagnoses.spliterator(), false)
                        .map(diagnosis -> diagnosis.path("name").asText()))
                .containsAll(List.of(
                        "trigger", "system", "Java", "Node.js", "Python", "Docker", "SAM CLI", "port 8000", "cache"));
    }

    @Test
    void aDefinitionThatCannotBeReadIsAFailureAndOneThatIsNotThereIsNone() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "Resources: 1");
        Cli cli = Cli.run("doctor", "-t", broken.toString());
        assertThat(cli.exitStatus()).isEqualTo(1);
        assertThat(cli.out()).contains("missing  definition  " + broken + ": ");

        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Cli.run("doctor", "-t", empty.toString()))
                .extracting(Cli::exitStatus)
                .isEqualTo(0);
    }

    private static Map<String, String> find(String name, JsonNode diagnoses) {
        return StreamSupport.stream(diagnoses.spliterator(), false)
                .filter(diagnosis -> diagnosis.path("name").asText().equals(name))
                .findFirst()
                .map(diagnosis -> new ObjectMapper().convertValue(diagnosis, Map.class))
                .map(DoctorCommandTest::strings)
                .orElseThrow();
    }

    private static Map<String, String> strings(Map<?, ?> map) {
        Map<String, String> strings = new HashMap<>();
        map.forEach((key, value) -> strings.put(key.toString(), value.toString()));
        return strings;
    }
}
