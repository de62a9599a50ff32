package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of docs/exit-status.md, and the JSON of commands that end at once. */
class ExitStatusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private String template;
    private String event;

    @BeforeEach
    void writeATemplate() throws IOException {
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                CountersTemplate.table("Orders"),
                CountersTemplate.function("Failing", FailingHandler.class, "Orders", "BatchSize: 1"),
                CountersTemplate.function("Reporting", ReportingHandler.class, "Orders", "BatchSize: 1"));
        template = folder.resolve("template.yaml").toString();
        event = Files.writeString(
                        folder.resolve("event.json"), "{\"Records\":[{\"eventName\":\"INSERT\",\"eventID\":\"aa\"}]}")
                .toString();
    }

    @Test
    void everyCommandIsInTheTable() throws IOException {
        List<String> rows = Files.readAllLines(ModuleFolder.resolve("../../docs/exit-status.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(TriggerCommand.commandLine().getSubcommands().keySet())
                .allSatisfy(
                        command -> assertThat(rows).anyMatch(row -> row.split("\\|")[1].contains("`" + command + "`")));
    }

    @Test
    void anInvocationThatFailsHasTheStatus1AndItsErrorInJson() throws IOException {
        Cli cli = Cli.run("invoke", "Failing", "-t", template, "-e", event, "--output", "json");

        assertThat(cli.exitStatus()).isEqualTo(1);
        JsonNode json = JSON.readTree(cli.out());
        assertThat(json.path("function").asText()).isEqualTo("Failing");
        assertThat(json.path("outcome").asText()).isEqualTo("error");
        assertThat(json.path("error").asText()).isNotEmpty();
        assertThat(json.path("durationMillis").isNumber()).isTrue();
    }

    @Test
    void aQuietInvocationPrintsItsResponseAlone() {
        Cli cli = Cli.run("invoke", "Failing", "-q", "-t", template, "-e", event);

        assertThat(cli.exitStatus()).isEqualTo(1);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out().lines()).hasSize(1);
    }

    @Test
    void aFilterHasTheStatus0WhetherOrNotARecordMatches() throws IOException {
        Cli cli = Cli.run("filter", "--pattern", "{\"eventName\":[\"REMOVE\"]}", "--output", "json", event);

        assertThat(cli.exitStatus()).isZero();
        assertThat(JSON.readTree(cli.out())).isEqualTo(JSON.readTree("""
                {"records": [{"file": "%s", "index": 0, "record": "INSERT aa", "matches": false}], "matching": 0}
                """.formatted(event)));
    }

    @Test
    void aMistakeHasTheStatus2() {
        assertThat(Cli.run("filter", "--pattern", "{", event).exitStatus()).isEqualTo(2);
        assertThat(Cli.run("failures", "--output", "yaml").exitStatus()).isEqualTo(2);
        assertThat(Cli.run("put", "{\"id\":\"1\"}", "-t", template, "--endpoint-url", "http://127.0.0.1:1")
                        .exitStatus())
                .isEqualTo(2);
    }
}
