package dev.streamecho.trigger.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.api.ApiDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** APIs of Terraform, read as those of templates. */
class TerraformApiTest {
    private static final String FUNCTION = """
            resource "aws_lambda_function" "get" {
              function_name = "get"
              filename      = "get.zip"
              handler       = "index.handler"
              runtime       = "nodejs20.x"
            }
            """;

    @TempDir
    Path folder;

    @Test
    void anHttpApiHasItsRoutes() throws IOException {
        Template template = read(FUNCTION + """
                resource "aws_apigatewayv2_api" "items" {
                  name          = "items"
                  protocol_type = "HTTP"
                  cors_configuration {
                    allow_origins = ["https://example.com"]
                  }
                }
                resource "aws_apigatewayv2_integration" "get" {
                  api_id                 = aws_apigatewayv2_api.items.id
                  integration_type       = "AWS_PROXY"
                  integration_uri        = aws_lambda_function.get.invoke_arn
                  payload_format_version = "2.0"
                }
                resource "aws_apigatewayv2_route" "get" {
                  api_id    = aws_apigatewayv2_api.items.id
                  route_key = "GET /items/{id}"
                  target    = "integrations/${aws_apigatewayv2_integration.get.id}"
                }
                resource "aws_apigatewayv2_stage" "prod" {
                  api_id      = aws_apigatewayv2_api.items.id
                  name        = "prod"
                  auto_deploy = true
                }
                """);

        assertThat(template.apis()).singleElement().satisfies(api -> {
            assertThat(api.logicalId()).isEqualTo("aws_apigatewayv2_api.items");
            assertThat(api.kind()).isEqualTo(ApiDefinition.Kind.HTTP);
            assertThat(api.stageName()).isEqualTo("prod");
            assertThat(api.cors()).isPresent();
            assertThat(api.routes()).singleElement().satisfies(route -> {
                assertThat(route.method()).isEqualTo("GET");
                assertThat(route.functionLogicalId()).isEqualTo("aws_lambda_function.get");
            });
        });
    }

    @Test
    void aRestApiHasItsMethods() throws IOException {
        Template template = read(FUNCTION + """
                resource "aws_api_gateway_rest_api" "items" { name = "items" }
                resource "aws_api_gateway_resource" "items" {
                  rest_api_id = aws_api_gateway_rest_api.items.id
                  parent_id   = aws_api_gateway_rest_api.items.root_resource_id
                  path_part   = "items"
                }
                resource "aws_api_gateway_resource" "item" {
                  rest_api_id = aws_api_gateway_rest_api.items.id
                  parent_id   = aws_api_gateway_resource.items.id
                  path_part   = "{id}"
                }
                resource "aws_api_gateway_method" "get" {
                  rest_api_id   = aws_api_gateway_rest_api.items.id
                  resource_id   = aws_api_gateway_resource.item.id
                  http_method   = "GET"
                  authorization = "NONE"
                }
                resource "aws_api_gateway_integration" "get" {
                  rest_api_id             = aws_api_gateway_rest_api.items.id
                  resource_id             = aws_api_gateway_resource.item.id
                  http_method             = aws_api_gateway_method.get.http_method
                  integration_http_method = "POST"
                  type                    = "AWS_PROXY"
                  uri                     = aws_lambda_function.get.invoke_arn
                }
                resource "aws_api_gateway_deployment" "items" {
                  rest_api_id = aws_api_gateway_rest_api.items.id
                }
                resource "aws_api_gateway_stage" "dev" {
                  rest_api_id   = aws_api_gateway_rest_api.items.id
                  deployment_id = aws_api_gateway_deployment.items.id
                  stage_name    = "dev"
                }
                """);

        assertThat(template.apis()).singleElement().satisfies(api -> {
            assertThat(api.kind()).isEqualTo(ApiDefinition.Kind.REST);
            assertThat(api.stageName()).isEqualTo("dev");
            assertThat(api.routes()).singleElement().satisfies(route -> {
                assertThat(route.path().text()).isEqualTo("/items/{id}");
                assertThat(route.functionLogicalId()).isEqualTo("aws_lambda_function.get");
            });
        });
    }

    @Test
    void theAddressOfAnApiLeadsToWhereItIsServed() throws IOException {
        Template template = read(FUNCTION.replace(
                        "  runtime",
                        "  environment { variables = { URL = \"${aws_apigatewayv2_stage.prod.invoke_url}/items\" } }\n  runtime")
                + """
                resource "aws_apigatewayv2_api" "items" {
                  name          = "items"
                  protocol_type = "HTTP"
                  target        = aws_lambda_function.get.arn
                }
                resource "aws_apigatewayv2_stage" "prod" {
                  api_id = aws_apigatewayv2_api.items.id
                  name   = "prod"
                }
                """);

        Template running = template.withEndpoint(template.apis().get(0), URI.create("http://127.0.0.1:3000"));

        assertThat(running.functions().get(0).environment()).isEqualTo(Map.of("URL", "http://127.0.0.1:3000/items"));
    }

    private Template read(String content) throws IOException {
        Files.writeString(folder.resolve("main.tf"), content);
        Files.writeString(folder.resolve("get.zip"), "not opened here");
        return Template.read(folder, Map.of(), "us-east-1");
    }
}
