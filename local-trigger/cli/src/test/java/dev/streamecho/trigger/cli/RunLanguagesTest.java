package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.function.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Functions in Node.js and Python, and a program, with one table's stream. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is a script")
class RunLanguagesTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Orders: {Type: AWS::Serverless::SimpleTable}
              Changes:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              InNode:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: node, Handler: src/app.handler, Runtime: nodejs22.x, %1$s}
              InPython:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: python, Handler: app.handler, Runtime: python3.13, Timeout: 60, %1$s}
              Program:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: program, Handler: any, Runtime: provided.al2023, %1$s}
              InRuby:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: ruby, Handler: app.handler, Runtime: ruby3.4, %1$s}
            """.formatted(
                    "Environment: {Variables: {ORDERS: !Ref Orders}}, Events: {Change: {Type: DynamoDB, Properties: {Stream: !GetAtt Changes.StreamArn, StartingPosition: LATEST}}}");

    private static final String NODE = """
            exports.handler = async (event) => {
              for (const { eventName, dynamodb } of event.Records) {
                console.log(`${eventName} of ${dynamodb.Keys.id.S}`);
              }
            };
            """;

    private static final String PYTHON = """
            import boto3
            import os

            table = boto3.resource("dynamodb").Table(os.environ["ORDERS"])


            def handler(event, context):
                for record in event["Records"]:
                    table.put_item(Item={"id": record["dynamodb"]["Keys"]["id"]["S"], "by": context.function_name})
            """;

    private static final String PROGRAM = """
            #!/usr/bin/env python3
            import http.client, os

            api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            path = "/2018-06-01/runtime/invocation/"
            while True:
                api.request("GET", path + "next")
                answer = api.getresponse()
                print(answer.read().decode(), flush=True)
                api.request("POST", path + answer.headers["Lambda-Runtime-Aws-Request-Id"] + "/response", "null")
                api.getresponse().read()
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        assumeThat(Interpreter.missing("nodejs22.x")).as("node").isEmpty();
        assumeThat(Interpreter.missing("python3.13")).as("python3").isEmpty();
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        write("node/src/app.js", NODE);
        write("python/app.py", PYTHON);
        Files.setPosixFilePermissions(
                write("program/bootstrap", PROGRAM), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    @Test
    void aWriteReachesTheFunctionsOfAllLanguages() throws Exception {
        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0");
                DynamoDbClient client = trigger.client()) {
            Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("7"));
            client.putItem(request -> request.tableName("Changes").item(key));

            trigger.awaitLine("INSERT of 7");
            trigger.awaitLine("\"eventName\":\"INSERT\"");
            await().untilAsserted(() -> assertThat(client.getItem(
                                    request -> request.tableName("Orders").key(key))
                            .item())
                    .containsEntry("by", AttributeValue.fromS("InPython")));
            trigger.awaitLine("InNodeChange > InNode: success, 1 record, ");
            trigger.awaitLine("InPythonChange > InPython: success, 1 record, ");
            trigger.awaitLine("ProgramChange > Program: success, 1 record, ");
            assertThat(trigger.lines("left out"))
                    .containsExactly(
                            "template.yaml: Runtime is not supported: functions in Java, Node.js and Python 3 run locally, and"
                                    + " programs (provided.al2023); left out: InRuby (ruby3.4, line 22)");
            assertThat(trigger.interrupt()).isZero();
        }
    }

    @Test
    void theyAreInvokedAndMeasuredAsJavaIs() throws Exception {
        Path event = write(
                "event.json",
                "{\"Records\":[{\"eventName\":\"REMOVE\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"9\"}}}}]}");
        String template = folder.resolve("template.yaml").toString();

        Cli invoked = Cli.run("invoke", "-t", template, "InNode", "-e", event.toString());
        assertThat(invoked.exitStatus()).isZero();
        assertThat(invoked.out()).isEqualTo("null\n");
        assertThat(invoked.err()).contains("REMOVE of 9").contains("REPORT RequestId: ");

        Cli measured = Cli.run(
                "bench", "-t", template, "-e", event.toString(), "--runs", "1", "--warm", "2", "InNode", "Program");
        assertThat(measured.exitStatus()).as(measured.err()).isZero();
        assertThat(measured.out()).contains("InNode").contains("Program");
    }
}
