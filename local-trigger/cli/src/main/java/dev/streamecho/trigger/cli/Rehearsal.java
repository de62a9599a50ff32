package dev.streamecho.trigger.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/**
 * Does once what users do, in a JVM that the launcher has started to archive the classes that it loads. In the current
 * folder, which has to be empty, it makes a stack whose function archives those of its own process.
 */
final class Rehearsal {
    private static final String HANDLER = """
            import java.util.Map;

            public class Rehearsed {
                public String handle(Map<String, Object> event) {
                    boolean last = event.toString().contains("REMOVE");
                    System.out.println(event);
                    if (last) {
                        System.exit(0);
                    }
                    return "done";
                }
            }
            """;

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Changes:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
              RehearsedFunction:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: code
                  Handler: Rehearsed::handle
                  Runtime: java17
                  Timeout: 60
                  Environment:
                    Variables:
                      JAVA_TOOL_OPTIONS: "%s"
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Changes.StreamArn
                        StartingPosition: LATEST
                        MaximumRetryAttempts: 0
                        FilterCriteria: {Filters: [{Pattern: '{"eventName": [{"exists": true}]}'}]}
                    Request:
                      Type: HttpApi
            """;

    private Rehearsal() {}

    /** Takes the JVM option with which the function's process archives its classes. */
    public static void main(String[] arguments) throws Exception {
        Path code = Files.createDirectory(Path.of("code"));
        Path source = Files.writeString(code.resolve("Rehearsed.java"), HANDLER);
        ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
        Files.delete(source);
        Files.writeString(Path.of("demo.yaml"), TEMPLATE.formatted(arguments[0]));
        Files.writeString(Path.of("run.yaml"), TEMPLATE.formatted(""));
        execute("filter", "--help");
        execute("demo", "-t", "demo.yaml");
        Thread run = new Thread(() -> execute("run", "-t", "run.yaml", "--port", "0", "--api-port", "0"), "run");
        run.setDaemon(true);
        run.start();
        execute("wait", "--ready", "--timeout", "60s");
        execute("put", "{\"id\": \"1\"}");
        execute("wait", "--idle", "--timeout", "60s");
        execute("status");
        execute("why", "last");
        System.exit(0);
    }

    private static void execute(String... arguments) {
        TriggerCommand.commandLine(arguments).execute(arguments);
    }
}
