package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.Hcl;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources of REST APIs. What CloudFormation has within a method, Terraform has beside it.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_rest_api">
 *     aws_api_gateway_rest_api</a>
 */
final class RestApiConversions {
    private static final String TYPES = "AWS::ApiGateway::";
    private static final List<String> METHOD = List.of("rest_api_id", "resource_id", "http_method");

    private RestApiConversions() {}

    static void addTo(Map<String, Conversion> all) {
        all.put("aws_api_gateway_rest_api", RestApiConversions::addApi);
        all.put("aws_api_gateway_resource", RestApiConversions::addResource);
        all.put("aws_api_gateway_method", RestApiConversions::addMethod);
        all.put("aws_api_gateway_deployment", RestApiConversions::addDeployment);
        all.put("aws_api_gateway_stage", RestApiConversions::addStage);
    }

    private static void addApi(ResourceInstance api, StackBuilder stack) {
        Properties properties = new Properties(api.settings()).same("name", "binary_media_types", "policy");
        addBody(properties);
        stack.add(api, TYPES + "RestApi", properties);
    }

    /** Adds an OpenAPI definition, which is a string of JSON. */
    static void addBody(Properties properties) {
        properties.setting("body").ifPresent(body -> properties.put("Body", "body", body(body)));
    }

    private static TemplateNode body(Setting body) {
        try {
            return body.value() instanceof Text
                    ? Nodes.of(Hcl.call("jsondecode", List.of(body.value())), body.line())
                    : Nodes.of(body);
        } catch (EvaluationError e) {
            return Nodes.refused(e.problem() + "; here a body is read if it is JSON", body.line());
        }
    }

    private static void addResource(ResourceInstance resource, StackBuilder stack) {
        stack.add(
                resource,
                TYPES + "Resource",
                new Properties(resource.settings()).same("rest_api_id", "parent_id", "path_part"));
    }

    private static void addMethod(ResourceInstance method, StackBuilder stack) {
        Properties properties = new Properties(method.settings())
                .same("rest_api_id", "resource_id", "http_method", "api_key_required", "request_validator_id")
                .as("authorization", "AuthorizationType");
        beside(method, "aws_api_gateway_integration", stack)
                .findFirst()
                .ifPresent(integration -> properties.put("Integration", integration(integration, method, stack)));
        stack.add(method, TYPES + "Method", properties);
    }

    private static Mapping integration(ResourceInstance integration, ResourceInstance method, StackBuilder stack) {
        List<TemplateNode> responses = beside(method, "aws_api_gateway_integration_response", stack)
                .map(response -> (TemplateNode) new Properties(response.settings())
                        .same("status_code", "response_parameters", "response_templates")
                        .node())
                .toList();
        return new Properties(integration.settings())
                .same("type", "uri")
                .as("timeout_milliseconds", "TimeoutInMillis")
                .put(
                        "IntegrationResponses",
                        Nodes.list(responses, integration.settings().line()))
                .node();
    }

    /** Returns what belongs to a method: it names the same API, resource and method. */
    private static Stream<ResourceInstance> beside(ResourceInstance method, String type, StackBuilder stack) {
        return stack.catalog()
                .ofType(type)
                .filter(other -> METHOD.stream()
                        .allMatch(argument -> value(method, argument).equals(value(other, argument))));
    }

    private static Optional<Object> value(ResourceInstance resource, String argument) {
        return resource.settings().get(argument).map(Setting::value);
    }

    private static void addDeployment(ResourceInstance deployment, StackBuilder stack) {
        stack.add(
                deployment,
                TYPES + "Deployment",
                new Properties(deployment.settings()).same("rest_api_id", "stage_name"));
    }

    private static void addStage(ResourceInstance stage, StackBuilder stack) {
        stack.add(
                stage,
                TYPES + "Stage",
                new Properties(stage.settings()).same("rest_api_id", "deployment_id", "stage_name", "variables"));
    }
}
