package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
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
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** {@code trigger run --endpoint-url} with a table in another DynamoDB Local. */
class RunElsewhereTest {
    @TempDir
    private Path folder;

    @Test
    void aTableInAnotherDynamoDbLocalRunsTheFunctionAndMayBeGoneForAWhile() throws Exception {
        CountersTemplate.write(
                folder,
                CountersTemplate.testClasses(),
                table("Counters"),
                function("Appender", Telling.class, "Counters", "BatchSize: 100"));
        Path data = folder.resolve("data");
        TestDynamoDb first = TestDynamoDb.start(data);
        URI endpoint = first.local().endpoint();
        first.createTable("Elsewhere", StreamViewType.NEW_IMAGE);
        first.put("Elsewhere", "{\"id\":\"i0\",\"n\":0}");

        try (RunningTrigger trigger =
                RunningTrigger.start(folder, "--endpoint-url", endpoint.toString(), "--table", "Elsewhere")) {
            assertThat(trigger.lines("DynamoDB at")).containsExactly("DynamoDB at " + endpoint + ", table Elsewhere");
            first.put("Elsewhere", "{\"id\":\"i1\",\"n\":1}");
            await().until(() -> delivered().count() == 1);
            first.close();
            trigger.awaitLine("AppenderStream: the stream cannot be read, trying again: ");
            try (TestDynamoDb again = TestDynamoDb.start(data, endpoint.getPort())) {
                again.put("Elsewhere", "{\"id\":\"i2\",\"n\":2}");
                trigger.awaitLine("AppenderStream: the stream can be read again");
                await().until(() -> delivered().count() == 2);
            }
        }

        assertThat(delivered()).containsExactly("i1 1 sees " + endpoint, "i2 2 sees " + endpoint);
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
