package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code trigger run} in folders of Terraform, of which two are like published ones. */
class RunTerraformTest {
    private static final Path PROJECTS = ModuleFolder.resolve("src/test/projects");

    @TempDir
    private Path folder;

    @Test
    void thePythonFunctionOfTheFirstSystemPrintsTheChange() throws Exception {
        assumeTrue(isInstalled("python3.11") || isInstalled("python3"), "left out: there is no Python here");
        copy(PROJECTS.resolve("terraform-python"));
        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0");
                DynamoDbClient client = trigger.client()) {
            client.putItem(put -> put.tableName("changes").item(Map.of("Id", AttributeValue.fromS("1"))));

            trigger.awaitLine("aws_lambda_function.echo | INSERT");
            trigger.awaitLine("aws_lambda_function.echo | DynamoDB record: {");
            trigger.awaitLine("aws_lambda_event_source_mapping.changes > aws_lambda_function.echo: success");
        }
    }

    @Test
    void theNodeFunctionOfTheSecondSystemPrintsTheChangeOnceItsStreamIsOn() throws Exception {
        assumeTrue(isInstalled("node"), "left out: there is no Node.js here");
        copy(PROJECTS.resolve("terraform-localstack"));
        edit("main.tf", "stream_enabled   = false", "stream_enabled   = true");
        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0");
                DynamoDbClient client = trigger.client()) {
            client.putItem(put -> put.tableName("simple").item(Map.of("id", AttributeValue.fromS("1"))));

            trigger.awaitLine("simple {");
            trigger.awaitLine("\"eventName\": \"INSERT\"");
            trigger.awaitLine("aws_lambda_event_source_mapping.simple > aws_lambda_function.on_change: success");
        }
    }

    @Test
    void theStreamThatIsOffIsNamedBeforeAnythingStarts() throws Exception {
        Path project = PROJECTS.resolve("terraform-localstack");

        Cli run = Cli.run("run", "-t", project.toString(), "--port", "0");

        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(project.resolve("main.tf")
                        + ": aws_lambda_event_source_mapping.simple.event_source_arn (line 80):"
                        + " aws_dynamodb_table.simple has no stream: its stream_enabled is false (line 28), and its"
                        + " stream_view_type then means nothing; set stream_enabled = true\n");
        assertThat(run.out()).doesNotContain("DynamoDB at");
    }

    @Test
    void aJavaFunctionOfAnArchiveHandlesTheChange() throws Exception {
        Files.writeString(folder.resolve("main.tf"), """
                variable "table" {}
                resource "aws_dynamodb_table" "counters" {
                  name             = var.table
                  billing_mode     = "PAY_PER_REQUEST"
                  hash_key         = "id"
                  stream_enabled   = true
                  stream_view_type = "NEW_IMAGE"
                  attribute {
                    name = "id"
                    type = "S"
                  }
                }
                data "archive_file" "classes" {
                  type        = "zip"
                  source_dir  = "%s"
                  output_path = "classes.zip"
                }
                resource "aws_lambda_function" "append" {
                  function_name = "append"
                  filename      = data.archive_file.classes.output_path
                  handler       = "%s::handleRequest"
                  runtime       = "java17"
                  memory_size   = 256
                  environment {
                    variables = { DELIVERED = "%s" }
                  }
                }
                resource "aws_lambda_event_source_mapping" "counters" {
                  event_source_arn  = aws_dynamodb_table.counters.stream_arn
                  function_name     = aws_lambda_function.append.arn
                  starting_position = "TRIM_HORIZON"
                }
                """.formatted(
                        ModuleFolder.testClasses(), AppendingHandler.class.getName(), folder));
        try (TriggerProcess trigger =
                        TriggerProcess.start(folder, "--port", "0", "--parameter-overrides", "table=Counters");
                DynamoDbClient client = trigger.client()) {
            client.putItem(put -> put.tableName("Counters").item(NumberedWrites.item(1)));

            await().until(() -> Files.exists(folder.resolve("append")));
            trigger.awaitLine("aws_lambda_event_source_mapping.counters > aws_lambda_function.append: success");
        }
    }

    private void edit(String file, String before, String after) throws IOException {
        String content = Files.readString(folder.resolve(file));
        assertThat(content).contains(before);
        Files.writeString(folder.resolve(file), content.replace(before, after));
    }

    private void copy(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(project.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(program, "--version"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
