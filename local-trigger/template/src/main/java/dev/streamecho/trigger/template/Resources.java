package dev.streamecho.trigger.template;

import dev.streamecho.trigger.template.TemplateNode.Mapping;
import java.util.Map;
import java.util.Optional;

/** Finds the resource that a function of the template names. */
final class Resources {
    /** What SAM makes for a function with events of type Api or HttpApi that name no API. */
    private static final Map<String, String> IMPLICIT_APIS = Map.of(
            "ServerlessRestApi", "AWS::ApiGateway::RestApi",
            "ServerlessHttpApi", "AWS::ApiGatewayV2::Api");

    private Resources() {}

    /** The resource, whose values are resolved as seen from {@code from}; an error if there is none. */
    static Resource find(String logicalId, String function, Value from) {
        Map<String, TemplateNode> resources = from.scope().resources();
        TemplateNode node = resources.get(logicalId);
        if (node == null) {
            return implicit(logicalId, from)
                    .orElseThrow(
                            () -> from.error("%s names %s, which is neither a parameter nor a resource of the template"
                                    .formatted(function, Value.shown(logicalId))));
        }
        Resource resource = Resource.of(logicalId, node, from.scope().entering(logicalId, from));
        if (!resource.isMade()) {
            throw from.error("%s names %s, which is not made, as its condition %s does not hold"
                    .formatted(
                            function,
                            logicalId,
                            resource.condition().map(Value::text).orElseThrow()));
        }
        return resource;
    }

    private static Optional<Resource> implicit(String logicalId, Value from) {
        if (IMPLICIT_APIS.containsKey(logicalId)) {
            return Optional.of(made(logicalId, IMPLICIT_APIS.get(logicalId), Map.of(), from));
        }
        return isRoleOfFunction(logicalId, from)
                ? Optional.of(made(logicalId, "AWS::IAM::Role", Map.of(), from))
                : aliasOfFunction(logicalId, from);
    }

    /** SAM makes the role of a function that names none. */
    private static boolean isRoleOfFunction(String logicalId, Value from) {
        if (!logicalId.endsWith("Role")) {
            return false;
        }
        String function = logicalId.substring(0, logicalId.length() - "Role".length());
        TemplateNode node = from.scope().resources().get(function);
        if (node == null) {
            return false;
        }
        Resource resource = Resource.of(function, node, from.scope());
        return resource.type().equals(FunctionDefinition.SERVERLESS_FUNCTION)
                && resource.properties().raw("Role").isEmpty();
    }

    /** SAM makes the alias that a function publishes, and its logical id of function and alias. */
    private static Optional<Resource> aliasOfFunction(String logicalId, Value from) {
        return from.scope().resources().entrySet().stream()
                .filter(entry -> logicalId.startsWith(entry.getKey() + "Alias"))
                .map(entry -> Resource.of(entry.getKey(), entry.getValue(), from.scope()))
                .filter(resource -> resource.type().equals(FunctionDefinition.SERVERLESS_FUNCTION))
                .flatMap(function -> function.properties().get(FunctionVersions.AUTO_PUBLISH_ALIAS).stream()
                        .map(Value::text)
                        .filter(alias ->
                                logicalId.equals(function.logicalId() + "Alias" + alias.replaceAll("[^A-Za-z0-9]", "")))
                        .map(alias -> made(
                                logicalId,
                                FunctionVersions.ALIAS,
                                Map.of(
                                        "FunctionName",
                                                from.withText(ResourceAttributes.name(function))
                                                        .node(),
                                        "Name", from.withText(alias).node()),
                                from)))
                .findFirst();
    }

    private static Resource made(String logicalId, String type, Map<String, TemplateNode> properties, Value from) {
        int line = from.line();
        TemplateNode declaration = new Mapping(
                Map.of("Type", TemplateNode.text(type, line), "Properties", new Mapping(properties, line)), line);
        return Resource.of(logicalId, declaration, from.scope());
    }
}
