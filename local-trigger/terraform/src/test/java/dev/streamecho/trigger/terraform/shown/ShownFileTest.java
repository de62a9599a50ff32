package dev.streamecho.trigger.terraform.shown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans and states as their format is documented. */
class ShownFileTest {
    /** A plan that makes everything: ARNs are not known, and the configuration says who gives them. */
    private static final String PLAN = """
            {
              "format_version": "1.2",
              "terraform_version": "1.9.8",
              "variables": { "table": { "value": "orders" } },
              "planned_values": {
                "root_module": {
                  "resources": [
                    {
                      "address": "aws_lambda_event_source_mapping.orders",
                      "mode": "managed",
                      "type": "aws_lambda_event_source_mapping",
                      "name": "orders",
                      "values": { "batch_size": 10, "starting_position": "LATEST", "topics": null, "filter_criteria": [] }
                    },
                    {
                      "address": "aws_lambda_function.echo",
                      "mode": "managed",
                      "type": "aws_lambda_function",
                      "name": "echo",
                      "values": {
                        "function_name": "echo",
                        "filename": "./echo.zip",
                        "handler": "index.handler",
                        "runtime": "nodejs20.x",
                        "timeout": 3,
                        "environment": [ { "variables": { "STAGE": "dev", "EMPTY": "" } } ],
                        "layers": [],
                        "publish": false
                      }
                    },
                    {
                      "address": "aws_sqs_queue.failed[0]",
                      "mode": "managed",
                      "type": "aws_sqs_queue",
                      "name": "failed",
                      "index": 0,
                      "values": { "name": "failed", "policy": "" }
                    }
                  ],
                  "child_modules": [
                    {
                      "address": "module.table",
                      "resources": [
                        {
                          "address": "module.table.aws_dynamodb_table.orders",
                          "mode": "managed",
                          "type": "aws_dynamodb_table",
                          "name": "orders",
                          "values": {
                            "name": "orders",
                            "billing_mode": "PAY_PER_REQUEST",
                            "hash_key": "id",
                            "attribute": [ { "name": "id", "type": "S" } ],
                            "stream_enabled": true,
                            "stream_view_type": "NEW_IMAGE",
                            "ttl": [ { "attribute_name": "", "enabled": false } ]
                          }
                        }
                      ]
                    }
                  ]
                }
              },
              "resource_changes": [
                {
                  "address": "aws_lambda_event_source_mapping.orders",
                  "change": { "actions": ["create"], "after_unknown":
                    { "event_source_arn": true, "function_name": true, "uuid": true, "destination_config": [ { "on_failure": [ { "destination_arn": true } ] } ] } }
                },
                {
                  "address": "aws_lambda_function.echo",
                  "change": { "actions": ["create"], "after_unknown":
                    { "arn": true, "environment": [ { "variables": { "QUEUE": true } } ] } }
                }
              ],
              "prior_state": {
                "values": {
                  "root_module": {
                    "resources": [
                      {
                        "address": "data.archive_file.echo",
                        "mode": "data",
                        "type": "archive_file",
                        "name": "echo",
                        "values": { "type": "zip", "source_dir": "./src", "output_path": "./echo.zip" }
                      }
                    ]
                  }
                }
              },
              "configuration": {
                "provider_config": { "aws": { "expressions": { "region": { "constant_value": "eu-west-1" } } } },
                "root_module": {
                  "resources": [
                    {
                      "address": "aws_lambda_event_source_mapping.orders",
                      "expressions": {
                        "event_source_arn": { "references": ["module.table.stream_arn", "module.table"] },
                        "function_name": { "references": ["aws_lambda_function.echo.arn", "aws_lambda_function.echo"] }
                      }
                    },
                    {
                      "address": "aws_lambda_function.echo",
                      "expressions": {
                        "environment": [ { "variables": { "references": ["aws_sqs_queue.failed[0].url", "aws_sqs_queue.failed[0]", "aws_sqs_queue.failed"] } } ]
                      }
                    }
                  ],
                  "module_calls": {
                    "table": {
                      "source": "./modules/table",
                      "module": {
                        "outputs": { "stream_arn": { "expression": { "references": ["aws_dynamodb_table.orders.stream_arn", "aws_dynamodb_table.orders"] } } },
                        "resources": []
                      }
                    }
                  }
                }
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aPlanSaysWhoGivesWhatIsNotKnownYet() throws IOException {
        Template template = read("plan.json", PLAN);
        Files.createDirectories(folder.resolve("src"));

        assertThat(template.region()).isEqualTo("eu-west-1");
        assertThat(template.tables()).singleElement().satisfies(table -> {
            assertThat(table.logicalId()).isEqualTo("module.table.aws_dynamodb_table.orders");
            assertThat(table.streamViewType()).contains("NEW_IMAGE");
            assertThat(table.properties().get("TimeToLiveSpecification")).isEmpty();
        });
        assertThat(template.eventSourceMappings()).singleElement().satisfies(mapping -> {
            assertThat(mapping.table()).map(TableDefinition::tableName).contains("orders");
            assertThat(mapping.function()).map(FunctionDefinition::functionName).contains("echo");
            assertThat(mapping.properties().get("Topics")).isEmpty();
            assertThat(mapping.properties().require("BatchSize").integer()).isEqualTo(10);
        });
        assertThat(template.functions()).singleElement().satisfies(function -> {
            assertThat(function.code()).isEqualTo(folder.resolve("src"));
            assertThat(function.environment())
                    .isEqualTo(Map.of(
                            "STAGE",
                            "dev",
                            "EMPTY",
                            "",
                            "QUEUE",
                            "https://sqs.eu-west-1.amazonaws.com/123456789012/failed"));
        });
    }

    @Test
    void theArnsOfAStateAreThoseOfHere() throws IOException {
        Template template = read("state.json", """
                {
                  "format_version": "1.0",
                  "terraform_version": "1.9.8",
                  "values": {
                    "root_module": {
                      "resources": [
                        {
                          "address": "aws_dynamodb_table.orders",
                          "mode": "managed",
                          "type": "aws_dynamodb_table",
                          "name": "orders",
                          "values": {
                            "name": "orders",
                            "arn": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
                            "billing_mode": "PAY_PER_REQUEST",
                            "hash_key": "id",
                            "attribute": [ { "name": "id", "type": "S" } ],
                            "stream_enabled": true,
                            "stream_arn": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2025-01-31T12:00:00.000",
                            "stream_view_type": "KEYS_ONLY"
                          }
                        },
                        {
                          "address": "aws_lambda_function.echo",
                          "mode": "managed",
                          "type": "aws_lambda_function",
                          "name": "echo",
                          "values": {
                            "function_name": "echo",
                            "arn": "arn:aws:lambda:eu-west-1:111122223333:function:echo",
                            "environment": [ { "variables": { "TABLE": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" } } ]
                          }
                        },
                        {
                          "address": "aws_lambda_event_source_mapping.orders",
                          "mode": "managed",
                          "type": "aws_lambda_event_source_mapping",
                          "name": "orders",
                          "values": {
                            "event_source_arn": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2025-01-31T12:00:00.000",
                            "function_name": "arn:aws:lambda:eu-west-1:111122223333:function:echo",
                            "starting_position": "LATEST"
                          }
                        }
                      ]
                    }
                  }
                }
                """);

        String real = "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-11-26T04:00:00.000";
        assertThat(template.withAttribute("aws_dynamodb_table.orders", "StreamArn", real)
                        .eventSourceMappings())
                .singleElement()
                .satisfies(mapping -> {
                    assertThat(mapping.eventSourceArn()).isEqualTo(real);
                    assertThat(mapping.function()).isPresent();
                });
        assertThat(template.functions().get(0).environment())
                .isEqualTo(Map.of("TABLE", "arn:aws:dynamodb:us-east-1:123456789012:table/orders"));
    }

    @Test
    void theFileOfAStateIsReadToo() throws IOException {
        Template template = read("terraform.tfstate", """
                {
                  "version": 4,
                  "terraform_version": "1.9.8",
                  "resources": [
                    {
                      "module": "module.queues",
                      "mode": "managed",
                      "type": "aws_sqs_queue",
                      "name": "all",
                      "instances": [
                        { "index_key": "a", "attributes": { "name": "queue-a" } },
                        { "index_key": "b", "attributes": { "name": "queue-b" } }
                      ]
                    }
                  ]
                }
                """);

        assertThat(template.queues())
                .extracting(queue -> queue.logicalId())
                .containsExactly("module.queues.aws_sqs_queue.all[\"a\"]", "module.queues.aws_sqs_queue.all[\"b\"]");
    }

    @Test
    void overridesOfAPlanAreRefused() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), PLAN);

        assertThatThrownBy(() -> Template.read(plan, Map.of("table", "x"), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessage(plan
                        + ": --parameter-overrides and --var-file are for a folder of *.tf; in a plan or state each variable"
                        + " has its value already");
    }

    @Test
    void aPlanThatIsNotJsonIsRefused() throws IOException {
        Path plan = folder.resolve("tfplan");
        Files.write(plan, new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0, 't', 'f', 'p', 'l', 'a', 'n'});

        assertThatThrownBy(() -> Template.read(plan, Map.of(), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessage(plan + " is a plan, whose form Terraform alone reads; give what this writes:"
                        + " terraform show -json tfplan > plan.json");
    }

    @Test
    void aPlanThatIsCutOffIsRefusedWithItsLine() throws IOException {
        Path plan =
                Files.writeString(folder.resolve("plan.json"), "{ \"terraform_version\": \"1.9.8\",\n \"values\": {");

        assertThatThrownBy(() -> Template.read(plan, Map.of(), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(plan + ": line 2: not JSON: ");
    }

    private Template read(String name, String content) throws IOException {
        return Template.read(Files.writeString(folder.resolve(name), content), Map.of(), "us-east-1");
    }
}
