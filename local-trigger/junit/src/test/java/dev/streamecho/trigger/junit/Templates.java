package dev.streamecho.trigger.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Templates as files, for fields that are made before a test has a folder. */
final class Templates {

    private Templates() {}

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "templates-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a template with the table {@code Orders}, the function {@code Echo}, and a mapping between them.
     *
     * @param keyType of the table's key, which is {@code id}
     * @param properties of the function
     * @return its path
     */
    static String write(Path folder, String keyType, String properties) {
        String template = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Orders:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: id, AttributeType: %s}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      BillingMode: PAY_PER_REQUEST
                      StreamSpecification: {StreamViewType: NEW_IMAGE}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                      CodeUri: code
                      Timeout: 30
                %s
                      Events:
                        Change:
                          Type: DynamoDB
                          Properties:
                            Stream: !GetAtt Orders.StreamArn
                            StartingPosition: TRIM_HORIZON
                            BatchSize: 1
                            MaximumRetryAttempts: 1
                """.formatted(keyType, properties.indent(6).stripTrailing());
        return write(folder, template);
    }

    /** Writes a template, and returns its path. */
    static String write(Path folder, String template) {
        try {
            return Files.writeString(folder.resolve("template.yaml"), template).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
