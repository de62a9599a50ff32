package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake gets one line that says what would be right, and exit status 2. */
class BadInputTest {
    private static final String TABLE = """
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
            """;
    private static final String STREAM = """
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
            """;
    private static final String FUNCTION = """
              OrderFunction:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: code
                  Handler: example.NotThere
                  Runtime: java25
                  Events:
                    Stream:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Orders.StreamArn
                        StartingPosition: LATEST
            """;

    private static final String ROUTE = """
                    Get: {Type: Api, Properties: {Path: /orders, Method: get}}
            """;

    @TempDir
    private Path folder;

    private Path template;

    @BeforeEach
    void makeCode() throws IOException {
        Files.createDirectories(folder.resolve("code/lib"));
        Files.createFile(folder.resolve("code/example.properties"));
        template = folder.resolve("template.yaml");
    }

    @Test
    void noTemplate() {
        assertMistake(run(), template + ": no such file; name the template with -t");
    }

    @ParameterizedTest
    @CsvSource({
        "dev.auto.tfvars, 'is a file with values of Terraform''s variables; give the folder whose configuration has the variables'",
        "serverless.yml, -t .serverless/cloudformation-template-update-stack.json",
        "cdk.json, -t cdk.out",
        "app.ts, 'is a program, not a template; if it is an app of CDK, run cdk synth'",
    })
    void aFileOfAnotherTool(String name, String what) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "{}");
        assertMistake(Cli.run("run", "-t", file.toString()), file + " is ", what);
    }

    @Test
    void aFileOfVariablesForATemplate() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(
                run("--var-file", "dev.tfvars"),
                "--var-file dev.tfvars: only Terraform has such files, and " + template + " is not Terraform's");
    }

    @Test
    void aFileOfTerraformThatIsNotHcl() throws IOException {
        Path file = Files.writeString(
                folder.resolve("main.tf"), "resource \"aws_sqs_queue\" \"failed\" {\n  name = [\n}\n");
        assertMistake(Cli.run("run", "-t", folder.toString()), file + ": line 3: not HCL: a value is expected, not }");
    }

    @Test
    void notYaml() throws IOException {
        Files.writeString(template, "Resources: [");
        assertMistake(run(), template + ": line 1, column 13: not YAML or JSON: ");
    }

    @Test
    void anEnvVarsFileThatIsNotThere() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(run("--env-vars", "none.json"), "--env-vars: there is no file none.json");
    }

    @Test
    void aConfigEnvThatIsNotInTheConfiguration() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(
                run("--config-env", "prd"),
                "--config-env prd: there is no samconfig.toml in " + folder + "; name one with --config-file");
        Path config = Files.writeString(folder.resolve("samconfig.toml"), "version = 0.1\n[prod.deploy.parameters]\n");
        assertMistake(run("--config-env", "prd"), "--config-env: " + config + " has no prd; it has prod");
    }

    @Test
    void aConfigurationThatIsNotToml() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        Path config = Files.writeString(folder.resolve("samconfig.toml"), "password = hunter2");
        Cli result = run();
        assertMistake(result, config + ": line 1, column ", "not TOML; leave it out with --no-samconfig");
        assertThat(result.err()).doesNotContain("hunter2");
    }

    @Test
    void aConfigFileThatIsNotThere() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(
                run("--config-file", "other.toml"),
                folder.resolve("other.toml") + " cannot be read; name another file with --config-file");
    }

    @Test
    void aParameterOutsideOfItsAllowedValues() throws IOException {
        Files.writeString(
                template,
                "Parameters: {View: {Type: String, AllowedValues: [NEW_IMAGE], Default: NEW_IMAGE}}\n" + TABLE + STREAM
                        + FUNCTION);
        assertMistake(run("--parameter-overrides", "View=OLD"), "View", "OLD", "NEW_IMAGE");
    }

    @Test
    void anIntrinsicThatCannotBeResolved() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION.replace("Orders.StreamArn", "Others.StreamArn"));
        assertMistake(run(), "OrderFunction", "Others");
    }

    @Test
    void aMappingOnATableWithoutAStream() throws IOException {
        Files.writeString(template, TABLE + FUNCTION);
        assertMistake(run(), "Orders has no stream; give it a StreamSpecification with a StreamViewType");
    }

    @Test
    void aMappingOnATableOfAnotherStackAndNothingElse() throws IOException {
        String arn = "arn:aws:dynamodb:eu-west-1:999999999999:table/Shared";
        Files.writeString(
                template, "Resources:\n" + FUNCTION.replace("!GetAtt Orders.StreamArn", arn + "/stream/2026-01-15"));
        assertMistake(
                run(),
                "is the stream of no table of the template, which has none; to read it, give --table " + arn
                        + " if it is on AWS, or --endpoint-url http://localhost:8000 --table Shared");
    }

    @Test
    void severalFunctionsOfWhichNoneCanRun() throws IOException {
        String image = FUNCTION.replace("CodeUri: code", "PackageType: Image");
        Files.writeString(template, TABLE + STREAM + image + image.replace("OrderFunction", "Second"));
        Cli result = run();
        assertThat(result.out().lines())
                .singleElement()
                .asString()
                .contains("an image cannot be run without Docker", "left out: OrderFunction (line", "Second (line");
        assertMistake(result, template + ": nothing is left to run");
    }

    @Test
    void aHandlerThatDoesNotExist() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(run(), "OrderFunction", "example.NotThere");
    }

    @Test
    void aRuntimeThatDoesNotRunHere() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION.replace("java25", "ruby3.4"));
        assertMistake(
                run(), "ruby3.4 is not supported: functions in Java, Node.js and Python 3 run locally, and programs");
    }

    @Test
    void aPortInUse() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertMistake(
                    Cli.run("run", "-t", template.toString(), "--port", port),
                    "port " + port + " is in use",
                    "--port 0");
        }
    }

    @Test
    void aPortOfTheApiInUse() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION + ROUTE);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertMistake(
                    Cli.run("run", "-t", template.toString(), "--port", "0", "--api-port", port),
                    "port " + port + " is in use",
                    "--api-port 0 takes any free one");
        }
    }

    @Test
    void aRouteThatApiGatewayRefuses() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION + ROUTE.replace("/orders", "orders"));
        assertMistake(
                run("--api-port", "0"),
                "OrderFunction.Properties.Events.Get.Properties.Path",
                "orders does not begin with a slash; write /orders");
    }

    @Test
    void aDebugPortForSeveralFunctions() throws IOException {
        String second = FUNCTION.replace("OrderFunction", "Second");
        Files.writeString(template, TABLE + STREAM + FUNCTION + second);
        assertMistake(
                run("--debug-port", "5005"),
                "--debug-port 5005: name the function that waits with --debug-function,"
                        + " one of OrderFunction, Second");
        assertMistake(
                run("--debug-port", "5005", "--debug-function", "Third"),
                "--debug-port 5005: name the function that waits with --debug-function,"
                        + " one of OrderFunction, Second");
    }

    @Test
    void aDebugPortForNoFunction() throws IOException {
        Files.writeString(template, TABLE);
        assertMistake(run("--debug-port", "5005"), "--debug-port 5005: the template has no function that runs here");
    }

    @Test
    void anEventThatIsNotJson() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        Path event = Files.writeString(folder.resolve("event.json"), "{\"Records\":");
        assertMistake(
                Cli.run("invoke", "-t", template.toString(), "-e", event.toString()),
                "--event: " + event + " is not JSON: ",
                "(line 1, column 12)");
    }

    @Test
    void anEventThatIsTooDeep() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        Path event = Files.writeString(folder.resolve("event.json"), "[".repeat(2_000));
        assertMistake(
                Cli.run("invoke", "-t", template.toString(), "-e", event.toString()),
                "--event: " + event + " is not JSON: Document nesting depth (1001) exceeds");
    }

    @Test
    void anEventThatIsNotThere() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(
                Cli.run("invoke", "-t", template.toString(), "-e", "missing.json"),
                "--event: there is no file missing.json");
    }

    @Test
    void aFunctionThatTheTemplateDoesNotHave() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        Path event = Files.writeString(folder.resolve("event.json"), "{}");
        assertMistake(
                Cli.run("invoke", "Missing", "-t", template.toString(), "-e", event.toString()),
                template + " has no function Missing; it has OrderFunction");
    }

    @Test
    void aPutWithoutARunningTrigger() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertMistake(
                Cli.run(
                        "put",
                        "{\"id\":\"1\"}",
                        "-t",
                        template.toString(),
                        "--endpoint-url",
                        "http://localhost:" + free),
                "http://localhost:" + free + " does not answer; start ./trigger run first, or give its --endpoint-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=1", "7", "\"id\""})
    void aPutOfWhatIsNeitherJsonNorAFile(String item) {
        assertMistake(Cli.run("put", item), item + " is neither JSON, as in '{\"id\":\"1\"}', nor a file of items");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "put                                                   | Missing required parameter: 'ITEM'",
                "put {} {}                                             | Unmatched argument at index 2: '{}'",
                "put {\"id\":NaN} --table Orders                       | the item: Non-standard token 'NaN'",
                "put {} --table Orders --endpoint-url http://[::1]:99999 | 'http://[::1]:99999' is not an address",
                "put {} -t nowhere.yaml                                | nowhere.yaml",
                "delete {\"id\": --table Orders                        | the item: Unexpected end-of-input within/between Object entries (line 1, column 7)",
                "put [1] --table Orders                                | the item:1: an item is a JSON object, not a number",
                "update {\"id\":\"1\"} --table Orders                     | say what to change",
                "update {\"id\":\"1\"} --set 1 --table Orders             | --set 1: write it as NAME=VALUE",
                "dump Orders --output-dir out                          | --output-dir is for all tables",
                "delete 1                                              | 1 is neither JSON",
                "failures --max many                                   | 'many' is not an int",
                "failures --output xml                                 | 'xml' is not known; use text or json",
                "failures --queue-url http://localhost:99999/q         | 'http://localhost:99999/q' is not an address",
                "failures --queue-url http://localhost:1/q --endpoint-url http://localhost:1 | the queue http://localhost:1/q cannot be read: ",
                "redrive --file                                        | Missing required parameter for option '--file'",
                "redrive --attempts 101                                | --attempts 101: use 1 to 100",
                "filter --pattern {\"id\":[1]} nowhere.json             | nowhere.json cannot be read",
                "filter events.json                                    | --pattern=JSON",
                "bench --runs 0 -e -                                   | --runs 0: use 1 to 1000000",
                "invoke -e nowhere.json                                | --event: there is no file nowhere.json",
                "demo --port many                                      | 'many' is not a port",
                "nothing                                               | there is no command 'nothing'; see",
            })
    void eachCommandRefusesWhatItCannotUseInOneLine(String arguments, String reason) {
        Cli refused = Cli.run(arguments.split(" "));

        assertThat(refused.err().lines())
                .as(refused.err())
                .singleElement()
                .asString()
                .contains(reason);
        assertThat(refused.exitStatus()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "70000000000", "http"})
    void aPortThatIsNone(String port) {
        assertMistake(
                Cli.run("run", "--port=" + port),
                "Invalid value for option '--port': '" + port
                        + "' is not a port; use 0 to 65535; see ./trigger run --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "ftp://localhost", "ht tp://localhost", "//localhost"})
    void anEndpointThatIsNoAddress(String url) {
        assertMistake(
                Cli.run("put", "{}", "--endpoint-url", url),
                "'" + url + "' is not an address; write it as http://localhost:8000; see ./trigger put --help");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            stauts                          | there is no command 'stauts' (did you mean status?); see ./trigger --help
            why --ouput json                | Unknown option: '--ouput' (did you mean --output?); see ./trigger why --help
            completion fish                 | 'fish' is not known; use bash or zsh; see ./trigger completion --help
            status --output xml             | 'xml' is not known; use text or json; see ./trigger status --help
            filter event.json               | Missing required argument
            """)
    void aCommandLineThatCannotBeRead(String arguments, String line) {
        Cli refused = Cli.run(arguments.split(" "));
        assertMistake(refused, line);
        assertThat(refused.err()).doesNotContain("Error");
    }

    @Test
    void anOptionThatIsMissing() {
        assertMistake(Cli.run("invoke"), "Missing required option: '--event=FILE'; see ./trigger invoke --help");
    }

    @Test
    void anOverrideThatIsMissing() {
        assertMistake(
                Cli.run("run", "--parameter-overrides"),
                "--parameter-overrides has no value; give one or more Name=value; see ./trigger run --help");
    }

    @Test
    void anEventThatIsEmpty() throws IOException {
        Path event = Files.writeString(folder.resolve("event.json"), "\n");
        assertMistake(Cli.run("invoke", "-e", event.toString()), "--event: " + event + " is empty; an event is JSON");
    }

    @Test
    void anInvocationsFileInAFolderThatIsNotThere() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(
                run("--invocations", folder.resolve("none/file").toString()),
                "--invocations: there is no folder " + folder.resolve("none"));
    }

    @Test
    void aDataDirectoryThatIsAFile() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(
                run("--data-dir", template.toString()),
                template + " is not a folder; name another one with --data-dir");
    }

    @Test
    void aStackOfATemplate() throws IOException {
        Files.writeString(template, TABLE + STREAM + FUNCTION);
        assertMistake(
                run("--stack", "Orders"),
                "--stack chooses among the stacks of an app of CDK, and " + template + " is the template of one");
    }

    @Test
    void anAppOfCdkThatIsNotSynthesized() throws IOException {
        Path app = Files.writeString(folder.resolve("cdk.json"), "{}");
        assertMistake(
                Cli.run("run", "-t", folder.toString()),
                app + " is of an app of CDK, but there is no " + folder.resolve("cdk.out") + ": run cdk synth first");
    }

    @Test
    void stacksOfCdkWithoutAChoice() {
        Path stages = ModuleFolder.resolve("../template/src/test/cdk/several-stacks/cdk.out.stages");
        assertMistake(
                Cli.run("run", "-t", stages.toString()),
                stages + " has several stacks that could run: Dev/Tables, Dev/Consumer, Dev/Web; Prod/Tables,",
                "; choose with --stack NAME");
    }

    @Test
    void aFolderWithoutATemplate() {
        assertMistake(
                Cli.run("demo"),
                "no template.yaml, template.yml, template.json, cdk.out or *.tf in "
                        + Path.of("").toAbsolutePath() + "; name a file or folder with -t");
    }

    private Cli run(String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(new String[] {"run", "-t", template.toString(), "--port", "0"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Cli.run(arguments);
    }

    private static void assertMistake(Cli result, String... parts) {
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.err()).contains(parts);
        assertThat(result.exitStatus()).isEqualTo(2);
    }
}
