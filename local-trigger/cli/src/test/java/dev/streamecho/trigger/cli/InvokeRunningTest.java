package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of a running trigger are invoked by {@code ./trigger invoke}. */
class InvokeRunningTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Runtime: python3.13, CodeUri: code, Handler: app.handler, Timeout: 60}}
            Resources:
              Changes:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Greeter:
                Type: AWS::Serverless::Function
                Properties:
                  Environment: {Variables: {NAME: trigger}}
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Changes.StreamArn, StartingPosition: LATEST}
              Second:
                Type: AWS::Serverless::Function
            """;

    @TempDir
    private static Path folder;

    private static Path event;
    private static TriggerProcess trigger;

    @BeforeAll
    static void run() throws IOException {
        Files.createDirectory(folder.resolve("code"));
        writeCode("hello");
        Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        event = Files.writeString(folder.resolve("event.json"), "{\"a\": 1}");
        // In this folder, where the commands of this process find it.
        trigger = TriggerProcess.start(Path.of(""), "--port", "0", "-t", template.toString());
    }

    @AfterAll
    static void end() {
        trigger.close();
    }

    private static void writeCode(String greeting) throws IOException {
        Files.writeString(folder.resolve("code/app.py"), """
                import os

                def handler(event, context):
                    print("event", event)
                    for line in range(event.get("lines", 0)):
                        print("line", line, "x" * 100)
                    if "fail" in event:
                        raise ValueError(event["fail"])
                    return "%s " + os.environ.get("NAME", "nobody") + " from " + str(os.getppid())
                """.formatted(greeting));
    }

    private static Cli invoke(String json) throws IOException {
        Files.writeString(event, json);
        return Cli.run("invoke", "Greeter", "-e", event.toString());
    }

    @Test
    void itsProcessIsTheTriggersAndItsWholeLogIsShown() throws IOException {
        writeCode("hello");
        Cli first = invoke("{\"lines\": 100}");
        assertThat(first.exitStatus()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("\"hello trigger from ");
        assertThat(first.err()).contains("event {'lines': 100}", "line 0 x", "line 99 x", "REPORT RequestId: ");
        assertThat(invoke("{}").out()).as("the same parent process").isEqualTo(first.out());
    }

    @Test
    void itIsTheCodeOfNow() throws IOException {
        invoke("{}");
        writeCode("good evening");
        assertThat(invoke("{}").out()).startsWith("\"good evening trigger");
        writeCode("hello");
        assertThat(invoke("{}").out()).startsWith("\"hello trigger");
    }

    @Test
    void aFailureIsOneHereToo() throws IOException {
        Cli failed = invoke("{\"fail\": \"no stock\"}");
        assertThat(failed.exitStatus()).isEqualTo(1);
        assertThat(failed.out()).isEqualTo("ValueError: no stock\n");
        Cli json = Cli.run("invoke", "Greeter", "-e", event.toString(), "--output", "json");
        JsonNode described = new ObjectMapper().readTree(json.out());
        assertThat(described.path("function").asText()).isEqualTo("Greeter");
        assertThat(described.path("outcome").asText()).isEqualTo("error");
        assertThat(described.path("memoryMegabytes").asInt()).isEqualTo(128);
    }

    @Test
    void whichOfSeveralHasToBeSaid() {
        Cli unsaid = Cli.run("invoke", "-e", event.toString());
        assertThat(unsaid.exitStatus()).isEqualTo(2);
        assertThat(unsaid.err()).contains("has 2 functions: say which (Greeter, Second)");
    }

    @Test
    void withOptionsForTheTemplateItIsAProcessOfItsOwn() throws IOException {
        Files.writeString(event, "{}");
        Path envVars = Files.writeString(folder.resolve("env.json"), "{\"Greeter\": {\"NAME\": \"me\"}}");
        Cli own = Cli.run(
                "invoke",
                "Greeter",
                "-t",
                folder.resolve("template.yaml").toString(),
                "-e",
                event.toString(),
                "--env-vars",
                envVars.toString());
        assertThat(own.exitStatus()).as(own.err()).isZero();
        assertThat(own.out()).contains(" me from ");
    }
}
