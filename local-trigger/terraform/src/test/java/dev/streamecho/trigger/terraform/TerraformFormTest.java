package dev.streamecho.trigger.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.StackInputs;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.UnknownValues;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.LayerDefinition;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of {@code *.tf}, read as the rest of the trigger reads every definition. */
class TerraformFormTest {
    private static final String TABLE = """
            resource "aws_dynamodb_table" "orders" {
              name             = "orders"
              billing_mode     = "PAY_PER_REQUEST"
              hash_key         = "id"
              stream_enabled   = true
              stream_view_type = "NEW_IMAGE"
              attribute {
                name = "id"
                type = "S"
              }
            }
            """;

    private static final String FUNCTION = """
            resource "aws_lambda_function" "echo" {
              function_name = "echo"
              filename      = "echo.zip"
              handler       = "index.handler"
              runtime       = "nodejs20.x"
              role          = aws_iam_role.echo.arn
            }
            """;

    private static final String MAPPING = """
            resource "aws_lambda_event_source_mapping" "orders" {
              event_source_arn  = aws_dynamodb_table.orders.stream_arn
              function_name     = aws_lambda_function.echo.arn
              starting_position = "LATEST"
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void code() throws IOException {
        Files.writeString(folder.resolve("echo.zip"), "not opened here");
    }

    @Test
    void tableFunctionAndMappingBelongTogether() throws IOException {
        file("main.tf", TABLE + FUNCTION + MAPPING);

        Template template = read();

        assertThat(template.tables()).singleElement().satisfies(table -> {
            assertThat(table.logicalId()).isEqualTo("aws_dynamodb_table.orders");
            assertThat(table.tableName()).isEqualTo("orders");
            assertThat(table.streamViewType()).contains("NEW_IMAGE");
            assertThat(json(table.properties()))
                    .isEqualTo("{\"TableName\":\"orders\",\"BillingMode\":\"PAY_PER_REQUEST\","
                            + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],"
                            + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                            + "\"StreamSpecification\":{\"StreamViewType\":\"NEW_IMAGE\"}}");
        });
        assertThat(template.functions()).singleElement().satisfies(function -> {
            assertThat(function.logicalId()).isEqualTo("aws_lambda_function.echo");
            assertThat(function.functionName()).isEqualTo("echo");
            assertThat(function.handler()).isEqualTo("index.handler");
            assertThat(function.code()).isEqualTo(folder.resolve("echo.zip"));
        });
        EventSourceMappingDefinition mapping = mapping(template);
        assertThat(mapping.readsDynamoDbStream()).isTrue();
        assertThat(mapping.table()).map(TableDefinition::logicalId).contains("aws_dynamodb_table.orders");
        assertThat(mapping.function()).map(FunctionDefinition::logicalId).contains("aws_lambda_function.echo");
    }

    @Test
    void theRealStreamTakesThePlaceOfTheReference() throws IOException {
        file("main.tf", TABLE + FUNCTION + MAPPING);
        String real = "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-11-26T04:00:00.000";

        Template running = read().withAttribute("aws_dynamodb_table.orders", "StreamArn", real);

        assertThat(mapping(running).eventSourceArn()).isEqualTo(real);
    }

    @Test
    void everyArgumentOfAMappingIsRead() throws IOException {
        file("main.tf", TABLE + FUNCTION + """
                resource "aws_sqs_queue" "failed" { name = "failed" }
                resource "aws_lambda_event_source_mapping" "orders" {
                  event_source_arn                   = aws_dynamodb_table.orders.stream_arn
                  function_name                      = aws_lambda_function.echo.function_name
                  starting_position                  = "TRIM_HORIZON"
                  batch_size                         = 10
                  bisect_batch_on_function_error     = true
                  enabled                            = false
                  function_response_types            = ["ReportBatchItemFailures"]
                  maximum_batching_window_in_seconds = 1
                  maximum_record_age_in_seconds      = 60
                  maximum_retry_attempts             = 2
                  parallelization_factor             = 3
                  tumbling_window_in_seconds         = 4
                  destination_config {
                    on_failure {
                      destination_arn = aws_sqs_queue.failed.arn
                    }
                  }
                  filter_criteria {
                    filter {
                      pattern = jsonencode({ eventName = ["INSERT"] })
                    }
                  }
                  metrics_config {
                    metrics = ["EventCount"]
                  }
                  scaling_config {
                    maximum_concurrency = 5
                  }
                }
                """);

        assertThat(json(mapping(read()).properties()))
                .isEqualTo(
                        "{\"BatchSize\":10,\"BisectBatchOnFunctionError\":true,\"Enabled\":false,"
                                + "\"EventSourceArn\":\"arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/0000-00-00T00:00:00.000\","
                                + "\"FunctionName\":\"echo\",\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"],"
                                + "\"MaximumBatchingWindowInSeconds\":1,\"MaximumRecordAgeInSeconds\":60,"
                                + "\"MaximumRetryAttempts\":2,\"ParallelizationFactor\":3,\"StartingPosition\":\"TRIM_HORIZON\","
                                + "\"TumblingWindowInSeconds\":4,"
                                + "\"DestinationConfig\":{\"OnFailure\":{\"Destination\":\"arn:aws:sqs:us-east-1:123456789012:failed\"}},"
                                + "\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{\\\"eventName\\\":[\\\"INSERT\\\"]}\"}]},"
                                + "\"MetricsConfig\":{\"Metrics\":[\"EventCount\"]},\"ScalingConfig\":{\"MaximumConcurrency\":5}}");
    }

    @Test
    void indexesTimeToLiveAndCapacityOfATableAreRead() throws IOException {
        file("main.tf", """
                resource "aws_dynamodb_table" "orders" {
                  name           = "orders"
                  hash_key       = "id"
                  range_key      = "at"
                  read_capacity  = 2
                  write_capacity = 3
                  dynamic "attribute" {
                    for_each = { id = "S", at = "N", who = "S" }
                    content {
                      name = attribute.key
                      type = attribute.value
                    }
                  }
                  global_secondary_index {
                    name               = "by-who"
                    hash_key           = "who"
                    projection_type    = "INCLUDE"
                    non_key_attributes = ["at"]
                    read_capacity      = 4
                    write_capacity     = 5
                  }
                  local_secondary_index {
                    name            = "local"
                    range_key       = "who"
                    projection_type = "ALL"
                  }
                  ttl {
                    attribute_name = "expires"
                    enabled        = true
                  }
                }
                """);

        assertThat(json(read().tables().get(0).properties()))
                .isEqualTo("{\"TableName\":\"orders\",\"AttributeDefinitions\":["
                        + "{\"AttributeName\":\"at\",\"AttributeType\":\"N\"},"
                        + "{\"AttributeName\":\"id\",\"AttributeType\":\"S\"},"
                        + "{\"AttributeName\":\"who\",\"AttributeType\":\"S\"}],"
                        + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"},"
                        + "{\"AttributeName\":\"at\",\"KeyType\":\"RANGE\"}],"
                        + "\"GlobalSecondaryIndexes\":[{\"IndexName\":\"by-who\","
                        + "\"KeySchema\":[{\"AttributeName\":\"who\",\"KeyType\":\"HASH\"}],"
                        + "\"Projection\":{\"ProjectionType\":\"INCLUDE\",\"NonKeyAttributes\":[\"at\"]},"
                        + "\"ProvisionedThroughput\":{\"ReadCapacityUnits\":4,\"WriteCapacityUnits\":5}}],"
                        + "\"LocalSecondaryIndexes\":[{\"IndexName\":\"local\","
                        + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"},"
                        + "{\"AttributeName\":\"who\",\"KeyType\":\"RANGE\"}],\"Projection\":{\"ProjectionType\":\"ALL\"}}],"
                        + "\"BillingMode\":\"PROVISIONED\","
                        + "\"ProvisionedThroughput\":{\"ReadCapacityUnits\":2,\"WriteCapacityUnits\":3},"
                        + "\"TimeToLiveSpecification\":{\"AttributeName\":\"expires\",\"Enabled\":true}}");
    }

    @Test
    void everyArgumentOfAFunctionIsRead() throws IOException {
        file("main.tf", TABLE + """
                resource "aws_lambda_layer_version" "tools" {
                  layer_name = "tools"
                  filename   = "echo.zip"
                }
                resource "aws_lambda_function" "echo" {
                  function_name = "echo"
                  filename      = "echo.zip"
                  handler       = "index.handler"
                  runtime       = "nodejs20.x"
                  timeout       = 5
                  memory_size   = 256
                  architectures = ["arm64"]
                  layers        = [aws_lambda_layer_version.tools.arn]
                  environment {
                    variables = {
                      TABLE  = aws_dynamodb_table.orders.name
                      ARN    = aws_dynamodb_table.orders.arn
                      STREAM = aws_dynamodb_table.orders.stream_arn
                      ROWS   = 3
                      REGION = data.aws_region.here.name
                      WHO    = data.aws_caller_identity.me.account_id
                    }
                  }
                  logging_config {
                    log_format = "JSON"
                  }
                  tracing_config {
                    mode = "Active"
                  }
                }
                data "aws_region" "here" {}
                data "aws_caller_identity" "me" {}
                """);

        FunctionDefinition function = read().functions().get(0);

        assertThat(function.timeout()).hasSeconds(5);
        assertThat(function.memoryMegabytes()).isEqualTo(256);
        assertThat(function.layers())
                .extracting(LayerDefinition::logicalId)
                .containsExactly("aws_lambda_layer_version.tools");
        assertThat(function.environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "TABLE", "orders",
                        "ARN", "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
                        "STREAM", "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/0000-00-00T00:00:00.000",
                        "ROWS", "3",
                        "REGION", "us-east-1",
                        "WHO", "123456789012"));
        assertThat(json(function.properties())).contains("\"LoggingConfig\":{\"LogFormat\":\"JSON\"}");
    }

    @Test
    void anAliasIsInvoked() throws IOException {
        file(
                "main.tf",
                TABLE + FUNCTION + """
                resource "aws_lambda_alias" "live" {
                  name             = "live"
                  function_name    = aws_lambda_function.echo.function_name
                  function_version = "1"
                }
                """ + MAPPING.replace("aws_lambda_function.echo.arn", "aws_lambda_alias.live.arn"));

        assertThat(mapping(read()).qualifier()).contains("live");
        assertThat(mapping(read()).function()).isPresent();
    }

    @Test
    void theSourcesOfAnArchiveAreTheCode() throws IOException {
        file("main.tf", """
                data "archive_file" "folder" {
                  type        = "zip"
                  source_dir  = "${path.module}/src"
                  output_path = "${path.module}/build/folder.zip"
                  excludes    = ["tests"]
                }
                data "archive_file" "file" {
                  type        = "zip"
                  source_file = "one.py"
                  output_path = "file.zip"
                }
                resource "aws_s3_object" "uploaded" {
                  bucket = "code"
                  key    = "file.zip"
                  source = data.archive_file.file.output_path
                }
                resource "aws_lambda_function" "folder" {
                  function_name = "folder"
                  filename      = data.archive_file.folder.output_path
                }
                resource "aws_lambda_function" "file" {
                  function_name = "file"
                  filename      = "./file.zip"
                }
                resource "aws_lambda_function" "uploaded" {
                  function_name = "uploaded"
                  s3_bucket     = "code"
                  s3_key        = aws_s3_object.uploaded.key
                }
                """);
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("one.py"), "");

        assertThat(read().functions())
                .extracting(FunctionDefinition::code)
                .containsExactly(folder.resolve("src"), folder.resolve("one.py"), folder.resolve("one.py"));
    }

    @Test
    void theContentsOfAnArchiveAreWrittenAsFiles() throws IOException {
        file("main.tf", """
                data "archive_file" "inline" {
                  type        = "zip"
                  output_path = "inline.zip"
                  source {
                    filename = "index.py"
                    content  = "def handler(event, context): pass"
                  }
                  source {
                    filename = "lib/more.txt"
                    content  = upper("more")
                  }
                }
                resource "aws_lambda_function" "echo" {
                  function_name = "echo"
                  filename      = data.archive_file.inline.output_path
                }
                """);

        Path code = read().functions().get(0).code();

        assertThat(code.resolve("index.py")).hasContent("def handler(event, context): pass");
        assertThat(code.resolve("lib/more.txt")).hasContent("MORE");
    }

    @Test
    void aQueueHasItsRedrivePolicy() throws IOException {
        file("main.tf", """
                resource "aws_sqs_queue" "orders" {
                  name                       = "orders"
                  visibility_timeout_seconds = 7
                  redrive_policy             = jsonencode({
                    deadLetterTargetArn = aws_sqs_queue.failed.arn
                    maxReceiveCount     = 4
                  })
                }
                resource "aws_sqs_queue" "failed" {
                  name       = "failed.fifo"
                  fifo_queue = true
                }
                """);

        assertThat(read().queues()).extracting(QueueDefinition::queueName).containsExactly("orders", "failed.fifo");
        assertThat(json(read().queues().get(0).properties()))
                .isEqualTo(
                        "{\"QueueName\":\"orders\",\"VisibilityTimeout\":7,\"RedrivePolicy\":"
                                + "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:failed.fifo\",\"maxReceiveCount\":4}}");
    }

    @Test
    void countAndForEachMakeSeveral() throws IOException {
        file(
                "main.tf",
                TABLE.replace(
                                "  name             = \"orders\"",
                                "  for_each = toset([\"b\", \"a\"])\n  name = \"orders-${each.key}\"")
                        + FUNCTION.replace(
                                "  function_name = \"echo\"", "  count = 2\n  function_name = \"echo-${count.index}\"")
                        + """
                resource "aws_lambda_event_source_mapping" "all" {
                  for_each          = aws_dynamodb_table.orders
                  event_source_arn  = each.value.stream_arn
                  function_name     = aws_lambda_function.echo[1].arn
                  starting_position = "LATEST"
                }
                resource "aws_sqs_queue" "never" { count = false ? 1 : 0 }
                """);

        Template template = read();

        assertThat(template.tables())
                .extracting(TableDefinition::logicalId, TableDefinition::tableName)
                .containsExactly(
                        tuple("aws_dynamodb_table.orders[\"a\"]", "orders-a"),
                        tuple("aws_dynamodb_table.orders[\"b\"]", "orders-b"));
        assertThat(template.functions())
                .extracting(FunctionDefinition::functionName)
                .containsExactly("echo-0", "echo-1");
        assertThat(template.eventSourceMappings())
                .extracting(mapping -> mapping.table().orElseThrow().tableName())
                .containsExactly("orders-a", "orders-b");
        assertThat(template.eventSourceMappings())
                .allSatisfy(mapping -> assertThat(mapping.function())
                        .map(FunctionDefinition::functionName)
                        .contains("echo-1"));
        assertThat(template.queues()).isEmpty();
    }

    @Test
    void aModuleOfALocalFolderIsAPart() throws IOException {
        file(
                "main.tf",
                """
                module "table" {
                  source = "./modules/table"
                  name   = "orders"
                }
                """ + FUNCTION + MAPPING.replace("aws_dynamodb_table.orders.stream_arn", "module.table.stream_arn"));
        file(
                "modules/table/main.tf",
                """
                variable "name" {}
                variable "view" { default = "NEW_IMAGE" }
                output "stream_arn" { value = aws_dynamodb_table.orders.stream_arn }
                """ + TABLE.replace("\"orders\"\n", "var.name\n").replace("\"NEW_IMAGE\"", "var.view"));

        Template template = read();

        assertThat(template.tables()).singleElement().satisfies(table -> {
            assertThat(table.logicalId()).isEqualTo("module.table.aws_dynamodb_table.orders");
            assertThat(table.tableName()).isEqualTo("orders");
        });
        assertThat(mapping(template).table()).isPresent();
    }

    @Test
    void aModuleThatIsNotHereIsNamedOnce() throws IOException {
        file("main.tf", """
                module "queue" {
                  source  = "terraform-aws-modules/sqs/aws"
                  version = "~> 4.0"
                }
                """ + TABLE + FUNCTION + MAPPING);

        Notices notices = new Notices();
        read().noteLimits(List.of("aws_lambda_function.echo"), notices);

        assertThat(notices.lines())
                .contains("modules that are not here (module.queue): left out, with the resources in them;"
                        + " terraform init fetches them");
    }

    @Test
    void aConfigurationOfModulesThatAreNotHereIsRefused() throws IOException {
        file("main.tf", "module \"queue\" {\n  source = \"terraform-aws-modules/sqs/aws\"\n}\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessage(folder
                        + ": there is no table, function, mapping, queue or API of AWS in it; modules that are not"
                        + " here (module.queue): left out, with the resources in them; terraform init fetches them");
    }

    @Test
    void aModuleThatTerraformHasFetchedIsAPart() throws IOException {
        file("main.tf", "module \"queue\" {\n  source = \"example/queue/aws\"\n}\n");
        file(
                ".terraform/modules/modules.json",
                "{\"Modules\":[{\"Key\":\"queue\",\"Source\":\"x\",\"Dir\":\".terraform/modules/queue\"}]}");
        file(".terraform/modules/queue/main.tf", "resource \"aws_sqs_queue\" \"this\" {\n  name = \"orders\"\n}\n");

        assertThat(read().queues())
                .extracting(QueueDefinition::logicalId)
                .containsExactly("module.queue.aws_sqs_queue.this");
    }

    @Test
    void theSourceOfTheUsualModuleForFunctionsIsTheCode() throws IOException {
        file("main.tf", "module \"echo\" {\n  source      = \"./lambda\"\n  source_path = \"src\"\n}\n");
        file("lambda/main.tf", """
                variable "source_path" {}
                data "external" "archive" { program = ["python", "package.py"] }
                resource "aws_lambda_function" "this" {
                  function_name = "echo"
                  filename      = data.external.archive.result.filename
                }
                """);
        Files.createDirectories(folder.resolve("src"));

        assertThat(read().functions().get(0).code()).isEqualTo(folder.resolve("src"));
    }

    @Test
    void valuesOfVariablesGoBeforeEachOther() throws IOException {
        file(
                "main.tf",
                """
                variable "table" { default = "by-default" }
                variable "function" { default = "by-default" }
                variable "handler" { default = "by-default" }
                variable "rows" {
                  type    = number
                  default = 1
                }
                variable "tags" { type = list(string) }
                """ + TABLE.replace("\"orders\"\n", "var.table\n")
                        + FUNCTION.replace("\"echo\"\n", "var.function\n")
                                .replace("\"index.handler\"", "var.handler")
                                .replace(
                                        "  runtime",
                                        "  environment { variables = { ROWS = var.rows, TAGS = join(\"+\", var.tags) } }\n  runtime"));
        file("terraform.tfvars", "table = \"of-tfvars\"\nfunction = \"of-tfvars\"\nhandler = \"of-tfvars\"\n");
        file("b.auto.tfvars", "function = \"of-auto\"\n handler = \"of-auto\"\n");

        file("env/dev.tfvars", "handler = \"of-the-file\"\n rows = 2\n");

        Template template = Template.read(
                folder,
                new StackInputs(
                        Map.of("handler", "of-overrides", "tags", "[\"a\", \"b\"]"),
                        Map.of(),
                        EnvironmentOverrides.NONE,
                        "us-east-1",
                        false,
                        List.of(folder.resolve("env/dev.tfvars")),
                        List.of()));

        assertThat(template.tables().get(0).tableName()).isEqualTo("of-tfvars");
        assertThat(template.functions().get(0).functionName()).isEqualTo("of-auto");
        assertThat(template.functions().get(0).handler()).isEqualTo("of-overrides");
        assertThat(template.functions().get(0).environment()).isEqualTo(Map.of("ROWS", "2", "TAGS", "a+b"));
    }

    @Test
    void aVariableWithoutAValueIsAPlaceholder() throws IOException {
        file(
                "main.tf",
                "variable \"stage\" {}\n"
                        + TABLE
                        + FUNCTION.replace("\"echo\"\n", "\"echo-${var.stage}\"\n")
                        + MAPPING);

        Template template = read();
        UnknownValues unknown = new UnknownValues();
        unknown.add(template.functions().get(0));

        assertThat(mapping(template).function()).isPresent();
        assertThat(unknown.line())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("known to AWS only: variable stage (aws_lambda_function.echo.FunctionName);")
                        .endsWith("give values with --env-vars FILE or --parameter-overrides"));
    }

    @Test
    void attributesThatOnlyAwsKnowsArePlaceholders() throws IOException {
        file(
                "main.tf",
                FUNCTION.replace(
                                "  runtime",
                                "  environment { variables = { HOST = \"https://${aws_opensearch_domain.search.endpoint}/x\" } }\n  runtime")
                        + "resource \"aws_opensearch_domain\" \"search\" {}\n");

        assertThat(read().functions().get(0).environment())
                .isEqualTo(Map.of("HOST", "https://UNKNOWN.aws-opensearch-domain.search.endpoint.invalid/x"));
    }

    @Test
    void aStreamThatIsOffIsNamedWithItsLine() throws IOException {
        file("main.tf", TABLE.replace("stream_enabled   = true", "stream_enabled   = false") + FUNCTION + MAPPING);

        assertThatThrownBy(() -> mapping(read()).eventSourceArn())
                .isInstanceOf(UserError.class)
                .hasMessage(folder.resolve("main.tf") + ": aws_lambda_event_source_mapping.orders.event_source_arn"
                        + " (line 20): aws_dynamodb_table.orders has no stream: its stream_enabled is false (line 5),"
                        + " and its stream_view_type then means nothing; set stream_enabled = true");
    }

    @Test
    void aMessageNamesTheArgumentAsTerraformDoes() throws IOException {
        file("main.tf", FUNCTION.replace("  runtime", "  timeout = 901\n  runtime"));

        assertThatThrownBy(() -> read().functions().get(0).timeout())
                .hasMessage(folder.resolve("main.tf")
                        + ": aws_lambda_function.echo.timeout (line 5): 901 is out of range; use 1 to 900");
    }

    @Test
    void aReferenceToNothingIsAnErrorOnlyWhereItIsNeeded() throws IOException {
        // The role of FUNCTION is not declared either, and nobody needs it.
        file("main.tf", TABLE + FUNCTION + MAPPING.replace("aws_dynamodb_table.orders", "aws_dynamodb_table.others"));

        assertThat(read().functions().get(0).handler()).isEqualTo("index.handler");
        assertThatThrownBy(() -> mapping(read()).eventSourceArn())
                .hasMessage(folder.resolve("main.tf") + ": aws_lambda_event_source_mapping.orders.event_source_arn"
                        + " (line 20): aws_dynamodb_table.others is not declared");
    }

    @Test
    void aCycleIsNamed() throws IOException {
        file(
                "main.tf",
                "locals {\n  a = local.b\n  b = local.a\n}\n" + FUNCTION.replace("\"index.handler\"", "local.a"));

        assertThatThrownBy(() -> read().functions().get(0).handler())
                .hasMessageEndingWith(
                        "aws_lambda_function.echo.handler (line 8): circular references: local.a → local.b → local.a");
    }

    @Test
    void whatIsNotHclIsNamedWithItsLine() throws IOException {
        file("main.tf", "resource \"aws_sqs_queue\" \"q\" {\n  name = \n}\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        folder.resolve("main.tf") + ": line 2: not HCL: a value is expected, not the end of the line");
    }

    @Test
    void anOverrideOfNoVariableIsRefused() throws IOException {
        file("main.tf", "variable \"stage\" {}\n" + FUNCTION);

        assertThatThrownBy(() -> read(Map.of("stagee", "dev")))
                .isInstanceOf(UserError.class)
                .hasMessage(folder + ": --parameter-overrides names stagee, which is not a variable; there is stage");
    }

    @Test
    void anOverrideThatAVariableDoesNotTakeIsRefused() throws IOException {
        file("main.tf", """
                variable "stage" {
                  validation {
                    condition     = contains(["dev", "prod"], var.stage)
                    error_message = "dev or prod"
                  }
                }
                variable "rows" { type = number }
                """ + FUNCTION);

        assertThatThrownBy(() -> read(Map.of("stage", "x")))
                .hasMessage("--parameter-overrides: variable stage: dev or prod");
        assertThatThrownBy(() -> read(Map.of("rows", "x")))
                .hasMessage("--parameter-overrides rows: \"x\" is not a number");
    }

    @Test
    void jsonAndOverrideFilesAreRead() throws IOException {
        file("main.tf", TABLE);
        file("function.tf.json", """
                { "resource": { "aws_lambda_function": { "echo": {
                  "function_name": "${aws_dynamodb_table.orders.name}-echo",
                  "environment": { "variables": { "A": "b" } } } } } }
                """);
        file("dev_override.tf", "resource \"aws_dynamodb_table\" \"orders\" {\n  name = \"overridden\"\n}\n");

        Template template = read();

        assertThat(template.tables().get(0).tableName()).isEqualTo("overridden");
        assertThat(template.functions().get(0).functionName()).isEqualTo("overridden-echo");
        assertThat(template.functions().get(0).environment()).isEqualTo(Map.of("A", "b"));
    }

    @Test
    void aResourceWhoseNumberIsUnknownIsLeftOutWithALine() throws IOException {
        file(
                "main.tf",
                "variable \"n\" {}\nresource \"aws_sqs_queue\" \"many\" {\n  count = var.n\n}\n"
                        + "resource \"aws_iam_role\" \"many\" {\n  count = var.n\n}\n" + FUNCTION);

        Notices notices = new Notices();
        read().noteLimits(List.of(), notices);

        assertThat(notices.lines())
                .containsExactly(
                        "resources whose count or for_each needs variable n (aws_sqs_queue.many): left out, as it"
                                + " is not known here; give variables with --parameter-overrides");
    }

    @Test
    void aChoiceOfStacksIsRefused() throws IOException {
        file("main.tf", TABLE);

        assertThatThrownBy(() -> Template.read(
                        folder,
                        new StackInputs(Map.of(), Map.of(), EnvironmentOverrides.NONE, "us-east-1", List.of("Orders"))))
                .isInstanceOf(UserError.class)
                .hasMessage("--stack Orders: only what CDK synthesizes has stacks to choose from, and " + folder
                        + " is Terraform's");
    }

    @Test
    void aLineSaysWhatWasRead() throws IOException {
        file("main.tf", TABLE);
        file("function.tf", FUNCTION);
        file("terraform.tfvars", "");

        assertThat(read().notices()).containsExactly("Terraform: function.tf, main.tf, with terraform.tfvars");
    }

    @Test
    void theRegionOfTheProviderIsThatOfTheStack() throws IOException {
        file(
                "main.tf",
                "variable \"region\" { default = \"eu-west-1\" }\nprovider \"aws\" {\n  region = var.region\n}\n"
                        + TABLE);

        assertThat(read().region()).isEqualTo("eu-west-1");
    }

    @Test
    void aFileOfTheFolderStandsForTheFolder() throws IOException {
        file("main.tf", TABLE);
        file("function.tf", FUNCTION);

        assertThat(Template.read(folder.resolve("main.tf"), Map.of(), "us-east-1")
                        .functions())
                .hasSize(1);
    }

    private void file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Template read() {
        return read(Map.of());
    }

    private Template read(Map<String, String> overrides) {
        return Template.read(folder, overrides, "us-east-1");
    }

    private static EventSourceMappingDefinition mapping(Template template) {
        assertThat(template.eventSourceMappings()).hasSize(1);
        return template.eventSourceMappings().get(0);
    }

    private static String json(Value value) {
        return value.json().toString();
    }
}
