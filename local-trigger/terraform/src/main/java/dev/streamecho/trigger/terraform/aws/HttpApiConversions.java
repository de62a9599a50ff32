package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import java.util.Map;

/**
 * The resources of HTTP APIs.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_api">
 *     aws_apigatewayv2_api</a>
 */
final class HttpApiConversions {
    private static final String TYPES = "AWS::ApiGatewayV2::";

    private HttpApiConversions() {}

    static void addTo(Map<String, Conversion> all) {
        all.put("aws_apigatewayv2_api", HttpApiConversions::addApi);
        all.put("aws_apigatewayv2_integration", HttpApiConversions::addIntegration);
        all.put("aws_apigatewayv2_route", HttpApiConversions::addRoute);
        all.put("aws_apigatewayv2_stage", HttpApiConversions::addStage);
    }

    private static void addApi(ResourceInstance api, StackBuilder stack) {
        Properties properties = new Properties(api.settings())
                .same("name", "protocol_type", "route_key", "target")
                .block(
                        "cors_configuration",
                        "CorsConfiguration",
                        cors -> cors.same(
                                "allow_credentials",
                                "allow_headers",
                                "allow_methods",
                                "allow_origins",
                                "expose_headers",
                                "max_age"));
        RestApiConversions.addBody(properties);
        stack.add(api, TYPES + "Api", properties);
    }

    private static void addIntegration(ResourceInstance integration, StackBuilder stack) {
        stack.add(
                integration,
                TYPES + "Integration",
                new Properties(integration.settings())
                        .same("api_id", "integration_type", "integration_uri", "payload_format_version")
                        .as("timeout_milliseconds", "TimeoutInMillis"));
    }

    private static void addRoute(ResourceInstance route, StackBuilder stack) {
        stack.add(
                route,
                TYPES + "Route",
                new Properties(route.settings()).same("api_id", "authorization_type", "route_key", "target"));
    }

    private static void addStage(ResourceInstance stage, StackBuilder stack) {
        stack.add(
                stage,
                TYPES + "Stage",
                new Properties(stage.settings())
                        .same("api_id", "stage_variables")
                        .as("name", "StageName"));
    }
}
