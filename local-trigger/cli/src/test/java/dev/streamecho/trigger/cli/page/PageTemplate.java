package dev.streamecho.trigger.cli.page;

import dev.streamecho.trigger.cli.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A template with a table for each thing that the page shows, all of them mapped to one function. */
final class PageTemplate {
    private static final String RESOURCES = """
            Resources:
              Failed: {Type: AWS::SQS::Queue}
              Echo:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: %s, Handler: %s, Runtime: java25, MemorySize: 256, Timeout: 30, Environment: {Variables: {FOLDER: %s}}}
              CustomersMapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {EventSourceArn: !GetAtt Customers.StreamArn, FunctionName: !Ref Echo, StartingPosition: LATEST, BatchSize: 1}
              OrdersMapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  EventSourceArn: !GetAtt Orders.StreamArn
                  FunctionName: !Ref Echo
                  StartingPosition: LATEST
                  FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"state":{"S":["open"]}}}}'}]}
              PaymentsMapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  EventSourceArn: !GetAtt Payments.StreamArn
                  FunctionName: !Ref Echo
                  StartingPosition: LATEST
                  BatchSize: 4
                  MaximumBatchingWindowInSeconds: 300
                  MaximumRetryAttempts: 0
                  BisectBatchOnFunctionError: true
                  DestinationConfig: {OnFailure: {Destination: !GetAtt Failed.Arn}}
              ReadingsMapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {EventSourceArn: !GetAtt Readings.StreamArn, FunctionName: !Ref Echo, StartingPosition: LATEST, BatchSize: 1000}
            """;

    private PageTemplate() {}

    static void write(Path folder) throws IOException {
        StringBuilder template =
                new StringBuilder(RESOURCES.formatted(ModuleFolder.testClasses(), EchoOrFail.class.getName(), folder));
        List.of("Customers", "Orders", "Payments", "Readings", "Spare").forEach(name -> template.append(table(name)));
        Files.writeString(folder.resolve("template.yaml"), template);
    }

    private static String table(String name) {
        return """
              %s:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
                  TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
            """.formatted(name);
    }
}
