package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A function that is invoked through the alias that SAM publishes. */
class RunAliasTest {
    @TempDir
    private Path folder;

    @Test
    void theAliasIsInvokedAndItsVersionIsANumber() throws Exception {
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                "  Discarded: {Type: AWS::SNS::Topic}\n",
                CountersTemplate.table("Orders"),
                CountersTemplate.function("OnChange", Failing.class, "Orders", """
                        MaximumRetryAttempts: 0, DestinationConfig: {OnFailure: {Destination: !Ref Discarded}}""")
                        .replaceFirst("Properties:", "Properties:\n      AutoPublishAlias: live"));
        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0");
                DynamoDbClient client = trigger.client()) {
            client.putItem(request -> request.tableName("Orders").item(NumberedWrites.item(1)));

            trigger.awaitLine("invoked arn:aws:lambda:us-east-1:123456789012:function:OnChange:live, version 1 of 1");
            Path messages = folder.resolve(".trigger/Discarded");
            await().until(() -> Files.isDirectory(messages) && !files(messages).isEmpty());
            JsonNode message =
                    new ObjectMapper().readTree(files(messages).get(0).toFile());
            assertThat(message.at("/requestContext/functionArn").textValue()).endsWith(":function:OnChange:live");
            assertThat(message.at("/responseContext/executedVersion").textValue())
                    .isEqualTo("1");
        }
    }

    private static List<Path> files(Path folder) throws java.io.IOException {
        try (Stream<Path> files = Files.list(folder)) {
            // One that is being written is hidden until it is whole.
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    /** Tells how it is invoked, and fails. */
    public static final class Failing implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) {
            System.out.printf(
                    "invoked %s, version %s of %s%n",
                    context.getInvokedFunctionArn(),
                    context.getFunctionVersion(),
                    System.getenv("AWS_LAMBDA_FUNCTION_VERSION"));
            throw new IllegalStateException("as it should");
        }
    }
}
