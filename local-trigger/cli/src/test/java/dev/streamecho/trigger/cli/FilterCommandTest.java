package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterCommandTest {
    private static final String INSERTS = "{\"eventName\": [\"INSERT\"]}";

    @TempDir
    private Path folder;

    @Test
    void saysForEachRecordOfEachFileWhetherItMatches() throws IOException {
        String one = event("one.json", record("INSERT", "aa"));
        String three = event("three.json", record("INSERT", "bb"), record("REMOVE", "cc"), record("MODIFY", "dd"));

        Cli cli = filter("--pattern", INSERTS, one, three);

        assertThat(cli.exitStatus()).isZero();
        assertThat(cli.out()).isEqualToNormalizingNewlines("""
                %1$s/one.json[0]    INSERT aa  match
                %1$s/three.json[0]  INSERT bb  match
                %1$s/three.json[1]  REMOVE cc  no match
                %1$s/three.json[2]  MODIFY dd  no match
                2 of 4 records match
                """.formatted(folder));
    }

    @Test
    void quietPrintsTheVerdictOnly() throws IOException {
        Cli cli = filter(
                "--quiet", "--pattern", INSERTS, event("a.json", record("INSERT", "aa"), record("REMOVE", "bb")));

        assertThat(cli.exitStatus()).isZero();
        assertThat(cli.out()).isEqualToNormalizingNewlines("match\nno match\n");
    }

    @Test
    void severalPatternsAreJoinedByOr() throws IOException {
        String file = event("a.json", record("INSERT", "aa"), record("REMOVE", "bb"), record("MODIFY", "cc"));

        Cli cli = filter("--quiet", "--pattern", INSERTS, "--pattern", "{\"eventID\": [\"cc\"]}", file);

        assertThat(cli.out()).isEqualToNormalizingNewlines("match\nno match\nmatch\n");
    }

    @Test
    void eventsOfTheProjectCanBeTried() throws IOException {
        String timeToLive = "{\"userIdentity\": {\"principalId\": [\"dynamodb.amazonaws.com\"]}}";
        Path folder = ModuleFolder.resolve("../../events");
        try (Stream<Path> events = Files.list(folder)) {
            Stream<String> files = events.map(Path::toString).sorted();

            Cli cli = filter(
                    Stream.concat(Stream.of("--pattern", timeToLive), files).toArray(String[]::new));

            assertThat(cli.exitStatus()).isZero();
            assertThat(cli.out().lines().filter(line -> line.endsWith("  match")))
                    .singleElement()
                    .asString()
                    .startsWith(folder.resolve("ttl-delete.json") + "[0]");
        }
    }

    @Test
    void badPatternEndsWithTheMatchersReason() throws IOException {
        Cli cli = filter("--pattern", "{\"eventName\": \"INSERT\"}", event("a.json", record("INSERT", "aa")));

        assertThat(cli.exitStatus()).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToNormalizingNewlines("--pattern: Invalid filter pattern definition."
                        + " \"eventName\" must be an object or an array (line 1, column 16)\n");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void mappingTakesThePatternsOfTheTemplate() throws IOException {
        String template = template("'{\"eventName\": [\"REMOVE\"]}'");
        String file = event("a.json", record("INSERT", "aa"), record("REMOVE", "bb"));

        Cli cli = filter("-q", "--mapping", "Stream", "-t", template, file);

        assertThat(cli.exitStatus()).isZero();
        assertThat(cli.out()).isEqualToNormalizingNewlines("no match\nmatch\n");
    }

    @Test
    void badPatternOfTheTemplateIsShownWithItsPlace() throws IOException {
        String template = template("'{}'");

        Cli cli = filter("--mapping", "Stream", "-t", template, event("a.json", record("INSERT", "aa")));

        assertThat(cli.exitStatus()).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToNormalizingNewlines(
                        template + ": Stream.Properties.FilterCriteria.Filters[0].Pattern (line 10):"
                                + " Invalid filter pattern definition. Empty objects are not allowed (line 1, column 3)\n");
    }

    @Test
    void aMistakeInAnotherMappingStopsNoFilter() throws IOException {
        String template = template("'{\"eventName\": [\"REMOVE\"]}'");
        Files.writeString(Path.of(template), """
                  Wrong:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {EventSourceArn: !GetAtt Nowhere.StreamArn, FunctionName: x, BatchSize: -1}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties: {Events: {NoType: {}}}
                """, StandardOpenOption.APPEND);

        Cli cli = filter("-q", "--mapping", "Stream", "-t", template, event("a.json", record("REMOVE", "bb")));

        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).isEqualToNormalizingNewlines("match\n");
    }

    @Test
    void mappingThatIsNotInTheTemplateIsAnError() throws IOException {
        String template = template("'" + INSERTS + "'");

        Cli cli = filter("--mapping", "Steam", "-t", template, event("a.json", record("INSERT", "aa")));

        assertThat(cli.exitStatus()).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToNormalizingNewlines(
                        "--mapping: Steam is not a mapping on a table's stream or on a queue; the template has Stream\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'id': '1'}          | " is not an event: it has no list of Records"
            []                   | " is not an event: it has no list of Records"
            ""                   | " is not an event: it has no list of Records"
            {'Records': [{}, 1]} | " is not an event: Records[1] is not an object"
            {'Records': [}       | " is not JSON: Unexpected close marker '}': expected ']' (for Array starting at [line: 1, column: 13]) (line 1, column 14)"
            {'Records': []} x    | " is not JSON: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false') (line 1, column 17)"
            """)
    void fileThatIsNotAnEventIsAnError(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), content.replace('\'', '"'));

        Cli cli = filter("--pattern", INSERTS, file.toString());

        assertThat(cli.exitStatus()).isEqualTo(2);
        assertThat(cli.err()).isEqualToNormalizingNewlines(file + reason + "\n");
    }

    @Test
    void fileThatIsNotThereIsAnError() {
        String file = folder.resolve("none.json").toString();

        Cli cli = filter("--pattern", INSERTS, file);

        assertThat(cli.exitStatus()).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToNormalizingNewlines(
                        file + " cannot be read; name an event file, such as events/insert.json\n");
    }

    @Test
    void eitherPatternsOrAMappingAreGiven() throws IOException {
        String file = event("a.json", record("INSERT", "aa"));

        assertThat(filter(file).exitStatus()).isEqualTo(2);
        assertThat(filter("--pattern", INSERTS, "--mapping", "Stream", file).exitStatus())
                .isEqualTo(2);
        assertThat(filter("--pattern", INSERTS).exitStatus()).isEqualTo(2);
    }

    private static Cli filter(String... arguments) {
        return Cli.run(Stream.concat(Stream.of("filter"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String event(String name, String... records) throws IOException {
        return Files.writeString(folder.resolve(name), "{\"Records\": [" + String.join(", ", records) + "]}")
                .toString();
    }

    private static String record(String eventName, String eventId) {
        return "{\"eventID\": \"%s\", \"eventName\": \"%s\"}".formatted(eventId, eventName);
    }

    private String template(String pattern) throws IOException {
        return Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
                  Echo: {Type: AWS::Serverless::Function}
                  Stream:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      FunctionName: !Ref Echo
                      EventSourceArn: !GetAtt Orders.StreamArn
                      StartingPosition: LATEST
                      FilterCriteria: {Filters: [{Pattern: %s}]}
                """.formatted(pattern))
                .toString();
    }
}
