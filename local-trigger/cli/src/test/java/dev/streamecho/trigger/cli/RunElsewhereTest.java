package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.streamecho.trigger.FreePort;
import dev.streamecho.trigger.table.TestDynamoDb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** {@code trigger run --endpoint-url} with a table in another DynamoDB Local. */
class RunElsewhereTest {
    @TempDir
    private Path folder;

    @Test
    void aTableInAnotherDynamoDbLocalMayBeGoneForAWhile() throws Exception {
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                table("Counters"),
                function("Appender", Telling.class, "Counters", "BatchSize: 100"));
        Path data = folder.resolve("data");
        TestDynamoDb first = TestDynamoDb.start(data, FreePort.find());
        URI endpoint = first.local().endpoint();
        first.createTable("Elsewhere", StreamViewType.NEW_IMAGE);
        first.put("Elsewhere", "{\"id\":\"i0\",\"n\":0}");

        try (TriggerProcess trigger =
                TriggerProcess.start(folder, "--endpoint-url", endpoint.toString(), "--table", "Elsewhere")) {
            assertThat(trigger.lines("DynamoDB at")).containsExactly("DynamoDB at " + endpoint + ", table Elsewhere");
            first.put("Elsewhere", "{\"id\":\"i1\",\"n\":1}");
            await().until(() -> delivered().count() == 1);
            first.close();
            trigger.awaitLine("AppenderStream: the stream cannot be read, retrying: ");
            try (TestDynamoDb again = TestDynamoDb.start(data, endpoint.getPort())) {
                again.put("Elsewhere", "{\"id\":\"i2\",\"n\":2}");
                trigger.awaitLine("AppenderStream: the stream can be read again");
                await().until(() -> delivered().count() == 2);
            }
        }

        assertThat(delivered()).containsExactly("i1 1 sees " + endpoint, "i2 2 sees " + endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Shared",
                "arn:aws:dynamodb:eu-west-1:999999999999:table/Shared",
                "arn:aws:dynamodb:eu-west-1:999999999999:table/Shared/stream/2026-01-15T09:30:00.123"
            })
    void aMappingOnATableOfAnotherStackReadsTheOneThatIsNamed(String table) throws Exception {
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                function("Appender", Telling.class, "Counters", "")
                        .replace("!GetAtt Counters.StreamArn", "arn:aws:dynamodb:eu-west-1:1:table/Other/stream/x"));
        try (TestDynamoDb dynamoDb = TestDynamoDb.start(folder.resolve("data"))) {
            URI endpoint = dynamoDb.local().endpoint();
            dynamoDb.createTable("Shared", StreamViewType.NEW_IMAGE);
            try (TriggerProcess trigger =
                    TriggerProcess.start(folder, "--endpoint-url", endpoint.toString(), "--table", table)) {
                assertThat(trigger.lines(" > Appender, batch 100")).containsExactly("  Shared > Appender, batch 100");
                dynamoDb.put("Shared", "{\"id\":\"i1\",\"n\":1}");
                await().until(() -> delivered().count() == 1);
            }
            assertThat(delivered()).containsExactly("i1 1 sees " + endpoint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!GetAtt Counters.StreamArn", "!ImportValue stream"})
    void aTableThatNoMappingReadsNeedNotBeThere(String stream) throws Exception {
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                table("Counters"),
                table("NotRead"),
                function("Appender", Telling.class, "Counters", "").replace("!GetAtt Counters.StreamArn", stream));
        try (TestDynamoDb dynamoDb = TestDynamoDb.start(folder.resolve("data"))) {
            String endpoint = dynamoDb.local().endpoint().toString();
            dynamoDb.createTable("Elsewhere", StreamViewType.NEW_IMAGE);
            try (TriggerProcess trigger =
                    TriggerProcess.start(folder, "--endpoint-url", endpoint, "--table", "Elsewhere")) {
                assertThat(trigger.lines(" > Appender")).hasSize(1);
                dynamoDb.put("Elsewhere", "{\"id\":\"i1\",\"n\":1}");
                await().until(() -> delivered().count() == 1);
            }
        }
    }

    @Test
    void aMappingOnATableOfAnotherStackIsLeftOutWithWhatToType() throws Exception {
        String arn = "arn:aws:dynamodb:eu-west-1:999999999999:table/Shared/stream/2026-01-15T09:30:00.123";
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                table("Counters"),
                function("Appender", AppendingHandler.class, "Counters", ""),
                function("Stranger", AppendingHandler.class, "Shared", "").replace("!GetAtt Shared.StreamArn", arn));

        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0")) {
            assertThat(trigger.lines("left out"))
                    .containsExactly("template.yaml: Events.Stream.Properties.Stream: "
                            + arn + " is the stream of no table of the template, which has Counters; to read it, give"
                            + " --table arn:aws:dynamodb:eu-west-1:999999999999:table/Shared if it is on AWS, or"
                            + " --endpoint-url http://localhost:8000 --table Shared if it is in another DynamoDB Local"
                            + " or an emulator; left out: StrangerStream (line 31)");
            assertThat(trigger.lines(" > ")).containsExactly("  Counters > Appender, batch 100");
        }
    }

    private Stream<String> delivered() throws IOException {
        Path file = folder.resolve("Appender");
        return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of();
    }

    /** Adds lines {@code item number sees endpoint}, with the endpoint that the function's own calls go to. */
    public static final class Telling implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            AppendingHandler.append(AppendingHandler.lines(AppendingHandler.text(input)).stream()
                    .map(line -> line + " sees " + System.getenv("AWS_ENDPOINT_URL_DYNAMODB"))
                    .toList());
        }
    }
}
