package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Values that only AWS knows, in a template that runs. */
class RunUnknownValuesTest {
    private static final String TEMPLATE = """
            Parameters:
              Stage: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/stage}
              Size: {Type: Number}
              Password: {Type: String, NoEcho: true, Default: none}
              Nobody: {Type: String}
            Conditions:
              Never: !Equals [!FindInMap [No, such, map], a]
              IsProd: !Equals [!ImportValue stage, prod]
            Resources:
              T:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
                  Tags: [{Key: owner, Value: !ImportValue owner}]
              OfAnother:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub ["${prefix}-orders", {prefix: !ImportValue prefix}]
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
              Search: {Type: AWS::OpenSearchService::Domain}
              NotMade: {Type: AWS::SNS::Topic, Condition: Never}
              OnlyProd: {Type: AWS::SQS::Queue, Condition: IsProd}
              Dead: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !ImportValue dead, maxReceiveCount: 3}}}
              NotCalled:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: s3://bucket/key
                  Handler: !ImportValue handler
                  Runtime: nodejs22.x
                  Environment: {Variables: {NOBODY: !ImportValue not-needed}}
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: %s
                  Handler: %s
                  Runtime: java25
                  Environment:
                    Variables:
                      TOLD: %s
                      SEARCH: !Sub https://${Search.DomainEndpoint}/orders
                      STAGE: !Ref Stage
                      SECRET: '{{resolve:secretsmanager:db:SecretString:password}}'
                      GIVEN: !ImportValue given
                      PASSWORD: !Ref Password
                      SUBNET: !Select [1, !Cidr [10.0.0.0/16, 2, 8]]
                      API: !GetAtt ServerlessHttpApi.ApiEndpoint
                      REST: !Sub https://${ServerlessRestApi}.execute-api.${AWS::Region}.amazonaws.com/Prod/orders
                  Events:
                    Anything: {Type: HttpApi}
                    Get: {Type: Api, Properties: {Path: /orders, Method: get}}
                    Stream:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt T.StreamArn
                        StartingPosition: LATEST
                        BatchSize: !Ref Size
                        MaximumRetryAttempts: 0
                        FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}, {Pattern: !Sub ['{"eventID":["${id}"]}', {id: !ImportValue id}]}]}
                        DestinationConfig: {OnFailure: {Destination: !ImportValue topic}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("template.yaml"),
                TEMPLATE.formatted(
                        ModuleFolder.testClasses(), TellsItsEnvironment.class.getName(), folder.resolve("told")));
    }

    @Test
    void oneLineNamesWhatIsNeededAndTheRestRuns() throws Exception {
        Files.writeString(
                folder.resolve("env.json"),
                "{\"Echo\": {\"GIVEN\": \"hunter2\", \"GIVNE\": \"hunter3\"}, \"Ecko\": {\"A\": \"hunter3\"}}");
        Files.writeString(folder.resolve("samconfig.toml"), """
                [default.deploy.parameters]
                parameter_overrides = "Stage=/app/dev OfAnotherTemplate=1"
                """);
        try (TriggerProcess trigger = TriggerProcess.start(
                        folder,
                        "--port",
                        "0",
                        "--api-port",
                        "0",
                        "--env-vars",
                        "env.json",
                        "--parameter-overrides",
                        "Password=hunter4");
                DynamoDbClient client = trigger.client()) {
            assertThat(trigger.lines("known to AWS only"))
                    .containsExactly("known to AWS only: Search.DomainEndpoint (Echo.SEARCH),"
                            + " parameter Stage (SSM /app/dev) (Echo.STAGE),"
                            + " {{resolve:secretsmanager:db:SecretString:password}} (Echo.SECRET),"
                            + " parameter Size (EchoStream.BatchSize), Fn::ImportValue id (EchoStream.FilterCriteria),"
                            + " Fn::ImportValue topic (EchoStream.DestinationConfig),"
                            + " Fn::ImportValue prefix (OfAnother.TableName), Fn::ImportValue dead (Dead.RedrivePolicy),"
                            + " Fn::ImportValue stage (the condition of OnlyProd, which is left out);"
                            + " a placeholder such as UNKNOWN.Search.DomainEndpoint.invalid stands for each, and the default"
                            + " for a number; give values with --env-vars FILE or --parameter-overrides");
            assertThat(trigger.lines("samconfig"))
                    .containsExactly("from samconfig.toml, default: parameter_overrides (Stage, OfAnotherTemplate);"
                            + " --no-samconfig ignores it");
            assertThat(trigger.lines("env-vars (Echo.GIVNE): not passed, as in sam local"))
                    .hasSize(1);
            assertThat(trigger.lines("Ecko")).containsExactly("--env-vars: Ecko is not a function of the template");
            assertThat(client.listTables().tableNames())
                    .containsExactly("UNKNOWN.ImportValue.prefix.invalid-orders", "local-T");

            client.putItem(request -> request.tableName("local-T").item(NumberedWrites.item(1)));

            trigger.awaitLine("EchoStream discarded 1 record");
            assertThat(Files.readAllLines(folder.resolve("told")))
                    .containsExactly(
                            "API=" + endpoint(trigger, "(ServerlessHttpApi)"),
                            "GIVEN=hunter2",
                            "PASSWORD=hunter4",
                            "REST=" + endpoint(trigger, "(ServerlessRestApi)") + "/orders",
                            "SEARCH=https://UNKNOWN.Search.DomainEndpoint.invalid/orders",
                            "SECRET=UNKNOWN.resolve.secretsmanager.db.SecretString.password.invalid",
                            "STAGE=UNKNOWN.parameter.Stage.SSM.app.dev.invalid",
                            "SUBNET=10.0.1.0/24");
            await().until(() -> Files.isDirectory(folder.resolve(".trigger/UNKNOWN.ImportValue.topic.invalid")));
            assertThat(trigger.lines("hunter")).isEmpty();
            try (Stream<Path> kept = Files.walk(folder.resolve(".trigger"))) {
                // The build has the classes of the tests, which name them.
                for (Path file : kept.filter(Files::isRegularFile)
                        .filter(path -> !path.startsWith(folder.resolve(".trigger/build")))
                        .toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain("hunter");
                }
            }
        }
    }

    @Test
    void invokeTakesTheSame() throws IOException {
        Files.writeString(folder.resolve("env.json"), "{\"Parameters\": {\"GIVEN\": \"hunter2\"}}");
        Files.writeString(folder.resolve("samconfig.toml"), """
                [dev.local_start_lambda.parameters]
                parameter_overrides = ["Password=hunter4"]
                env_vars = "env.json"
                """);
        Path event = Files.writeString(folder.resolve("event.json"), "{}");
        String template = folder.resolve("template.yaml").toString();

        Cli invoked = Cli.run("invoke", "Echo", "-t", template, "-e", event.toString(), "--config-env", "dev");

        assertThat(invoked.err().lines().filter(line -> line.startsWith("known to AWS only: Search.DomainEndpoint")))
                .hasSize(1);
        assertThat(invoked.err())
                .contains("from %s, dev: parameter_overrides (Password), env_vars %s; --no-samconfig ignores it"
                        .formatted(folder.resolve("samconfig.toml"), folder.resolve("env.json")))
                .doesNotContain("hunter");
        assertThat(Files.readAllLines(folder.resolve("told"))).contains("GIVEN=hunter2", "PASSWORD=hunter4");

        Cli without = Cli.run("invoke", "Echo", "-t", template, "-e", event.toString(), "--no-samconfig");

        assertThat(without.err()).doesNotContain("samconfig");
        assertThat(Files.readAllLines(folder.resolve("told")))
                .contains("GIVEN=UNKNOWN.ImportValue.given.invalid", "PASSWORD=none");
    }

    @Test
    void filterNamesWhatItsPatternsNeed() {
        Cli filter = Cli.run(
                "filter",
                "--mapping",
                "EchoStream",
                "-t",
                folder.resolve("template.yaml").toString(),
                ModuleFolder.resolve("../../events/insert.json").toString());

        assertThat(filter.exitStatus()).isZero();
        assertThat(filter.err())
                .startsWith("known to AWS only: Fn::ImportValue id (EchoStream.FilterCriteria); a placeholder such as");
    }

    private static String endpoint(TriggerProcess trigger, String api) {
        return trigger.lines(api).get(0).replaceFirst("API at (\\S+) .*", "$1");
    }

    /** Writes its own variables to a file, and fails. */
    public static final class TellsItsEnvironment implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            Files.write(
                    Path.of(System.getenv("TOLD")),
                    Stream.of("API", "GIVEN", "PASSWORD", "REST", "SEARCH", "SECRET", "STAGE", "SUBNET")
                            .map(name -> name + "=" + System.getenv(name))
                            .toList());
            throw new IOException("as it has to");
        }
    }
}
