package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** {@code trigger run} with the project's own template, and changes made from outside. */
class RunTest {
    private static final String TEMPLATE =
            ModuleFolder.resolve("../../template.yaml").toString();

    @TempDir
    private Path folder;

    private TriggerProcess trigger;

    @BeforeEach
    void startIt() throws IOException {
        // In this folder, where another test has built the function.
        trigger = TriggerProcess.start(
                Path.of(""),
                "-t",
                TEMPLATE,
                "--port",
                "0",
                "--invocations",
                folder.resolve("invocations").toString());
    }

    @AfterEach
    void endIt() {
        trigger.close();
    }

    @Test
    void aPutAndADeleteReachTheFunction() throws IOException {
        put("{\"id\":\"1\",\"name\":\"Ada\"}");
        trigger.awaitLine("\"eventName\":\"INSERT\"");
        assertThat(trigger.lines("\"eventName\":\"INSERT\"").get(0))
                .startsWith("EchoFunction | {\"level\":\"INFO\"")
                .contains("\"NewImage\":{");

        assertThat(Cli.run("delete", "{\"id\":\"1\"}", "-t", TEMPLATE, "--endpoint-url", endpoint())
                        .exitStatus())
                .isZero();
        trigger.awaitLine("\"received\":1,\"echoed\":0,\"filtered\":1");
        await().until(() ->
                trigger.lines("DataTableStream > EchoFunction: success").size() == 2);
        assertThat(Files.readAllLines(folder.resolve("invocations")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"mapping\":\"DataTableStream\",\"function\":\"EchoFunction\","));
    }

    @Test
    void ctrlCEndsTheFunctionAndSaysHowManyRecordsWereHandled() throws Exception {
        put("{\"id\":\"1\",\"name\":\"Ada\"}");
        trigger.awaitLine("DataTableStream > EchoFunction: success");
        List<ProcessHandle> functions = trigger.functions();
        assertThat(functions).isNotEmpty();

        assertThat(trigger.interrupt()).isZero();

        assertThat(functions).noneMatch(ProcessHandle::isAlive);
        trigger.awaitLine("1 record handled in 1 invocation, 0 filtered, 0 discarded");
    }

    @Test
    void aStreamThatIsSwitchedOffAndOnWithAnotherViewTypeIsFollowed() {
        try (DynamoDbClient client = trigger.client()) {
            client.updateTable(
                    update -> update.tableName("DataTable").streamSpecification(stream -> stream.streamEnabled(false)));
            trigger.awaitLine("DataTableStream: the stream of DataTable is off");
            client.updateTable(update -> update.tableName("DataTable")
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
        }
        put("{\"id\":\"1\",\"name\":\"Ada\"}");

        trigger.awaitLine("\"StreamViewType\":\"KEYS_ONLY\"");
        assertThat(trigger.lines("DataTableStream: continues with the new stream of DataTable"))
                .hasSize(1);
    }

    private static void put(String item) {
        // It runs in this folder, so that its port and template are known.
        assertThat(Cli.run("put", item).exitStatus()).isZero();
    }

    private String endpoint() {
        return trigger.endpoint().toString();
    }
}
