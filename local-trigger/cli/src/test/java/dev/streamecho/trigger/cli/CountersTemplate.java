package dev.streamecho.trigger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A template of tables for {@link NumberedWrites} and of functions that tell in a folder what they got. */
final class CountersTemplate {
    private CountersTemplate() {}

    /** Writes the template into the folder in which the functions tell what they got. */
    static void write(Path folder, Path code, String... resources) throws IOException {
        String globals = """
                Globals:
                  Function:
                    CodeUri: %s
                    Runtime: java25
                    MemorySize: 128
                    Timeout: 120
                    Environment: {Variables: {DELIVERED: %s}}
                Resources:
                """;
        Files.writeString(
                folder.resolve("template.yaml"), globals.formatted(code, folder) + String.join("", resources));
    }

    /** A table with the hash key {@code id} and a stream. */
    static String table(String name) {
        return """
              %s:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
            """.formatted(name);
    }

    /** A function whose mapping, with these properties, has the function's name and {@code Stream} behind it. */
    static String function(String name, Class<?> handler, String table, String properties) {
        return """
              %s:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: %s
                  Events:
                    Stream:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt %s.StreamArn, StartingPosition: LATEST, %s}
            """.formatted(name, handler.getName(), table, properties);
    }
}
