package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template that is changed while it runs. */
class RunDefinitionChangeTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java17
                  CodeUri: %s
                  Handler: dev.streamecho.trigger.cli.RunDefinitionChangeTest$Greeter::handle
                  MemorySize: 128
                  Timeout: 60
                  Environment: {Variables: {GREETING: hello}}
                  Events:
                    Orders:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Orders.StreamArn
                        StartingPosition: LATEST
                        FilterCriteria: {Filters: [{Pattern: '{"eventName":["REMOVE"]}'}]}
            """.formatted(ModuleFolder.testClasses());

    @TempDir
    private Path folder;

    private TriggerProcess trigger;

    /** Greets each record. */
    public static final class Greeter {
        public void handle(Map<String, Object> event) {
            for (Object item : (List<?>) event.get("Records")) {
                Map<?, ?> record = (Map<?, ?>) item;
                System.out.println(System.getenv("GREETING") + " " + ((Map<?, ?>) record.get("dynamodb")).get("Keys"));
            }
        }
    }

    @BeforeEach
    void run() throws IOException {
        write(TEMPLATE);
        trigger = TriggerProcess.start(folder, "--port", "0");
    }

    @AfterEach
    void end() {
        trigger.close();
    }

    @Test
    void itTakesEffectAsAnUpdateOnAws() throws IOException {
        put("filtered");
        trigger.awaitLine("1 record filtered");
        String open = TEMPLATE.replace("REMOVE", "INSERT");
        write(open);
        trigger.awaitLine("ReaderOrders: was updated");
        put("1");
        trigger.awaitLine("Reader | hello {id={S=1}}");

        write(open.replace("GREETING: hello", "GREETING: moin"));
        trigger.awaitLine("Reader: was updated: Environment");
        put("2");
        trigger.awaitLine("Reader | moin {id={S=2}}");

        write(open.replace("GREETING: hello", "GREETING: salut")
                .replace("MemorySize: 128", "MemorySize: 256")
                .replace("::handle", "::missing"));
        trigger.awaitLine("Reader: was updated: Environment, MemorySize");
        trigger.awaitLine("Reader: Handler takes effect at the next start");
        put("with its handler");
        trigger.awaitLine("Reader | salut {id={S=with its handler}}");

        write(open.replace("eventName", "eventName\": 1, \"a"));
        trigger.awaitLine("; what runs stays as it was");
        write(open.replace("GREETING: hello", "GREETING: moin").replace("LATEST", "TRIM_HORIZON"));
        trigger.awaitLine("ReaderOrders: with another StartingPosition, AWS replaces the mapping;"
                + " here that takes effect at the next start");
        put("3");
        trigger.awaitLine("Reader | moin {id={S=3}}");
        assertThat(trigger.lines("filtered"))
                .as("the first alone, which never came again")
                .filteredOn(line -> line.startsWith("Reader |"))
                .isEmpty();
    }

    private void write(String template) throws IOException {
        Files.writeString(folder.resolve("template.yaml"), template);
    }

    private void put(String id) {
        assertThat(Cli.run(
                                "put",
                                "{\"id\":\"" + id + "\"}",
                                "--table",
                                "Orders",
                                "--endpoint-url",
                                trigger.endpoint().toString())
                        .exitStatus())
                .isZero();
    }
}
