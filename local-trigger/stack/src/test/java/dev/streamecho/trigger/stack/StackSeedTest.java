package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.HeardListener;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSeedTest {
    private static final String TEMPLATE =
            """
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
                  Runtime: java25
                  CodeUri: %s
                  Handler: dev.streamecho.trigger.control.KeysHandler::handle
                  Events:
                    Orders:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}
            """.formatted(Path.of("target", "test-classes").toAbsolutePath());

    @TempDir
    private Path folder;

    @Test
    void aRefusedItemSaysWhatIsLeftInADataDirectory() throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        Path items = Files.writeString(folder.resolve("Orders.jsonl"), "{\"id\":\"1\"}\n{\"name\":\"Ada\"}\n");
        Path data = folder.resolve("data");
        StackSettings settings = StackSettings.builder(folder.resolve(".trigger"))
                .dataDir(data)
                .seed(items)
                .build();
        try (StackRun stack =
                new StackRun(Template.read(template, Map.of(), "us-east-1"), settings, new HeardListener())) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(stack::start)
                    .withMessageStartingWith(items + ":2: Orders does not take the item: ")
                    .withMessageEndingWith(
                            "; the items before it stay in %s, and a table that has items is not written again: delete that folder first",
                            data);
        }
    }
}
