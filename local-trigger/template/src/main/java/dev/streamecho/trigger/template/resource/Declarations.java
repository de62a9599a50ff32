package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.ReferableResources;
import dev.streamecho.trigger.template.language.Scope;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resources that a template declares, with those that SAM makes of them, and what is known of them by now. It is
 * immutable.
 */
final class Declarations implements ReferableResources {
    /** What SAM makes for a function with events of type Api or HttpApi that name no API. */
    private static final Map<String, String> IMPLICIT_APIS = Map.of(
            "ServerlessRestApi", "AWS::ApiGateway::RestApi",
            "ServerlessHttpApi", "AWS::ApiGatewayV2::Api");

    private final Map<String, TemplateNode> nodes;
    private final Map<String, String> known;

    /**
     * Takes the resources by logical id.
     *
     * @param known attributes that go before what this package would give: {@code Table.StreamArn}, with
     *     {@code Table.Ref} for a {@code Ref}
     */
    Declarations(Map<String, TemplateNode> nodes, Map<String, String> known) {
        this.nodes = nodes;
        this.known = Map.copyOf(known);
    }

    Declarations withAttribute(String logicalId, String attribute, String value) {
        Map<String, String> more = new HashMap<>(known);
        more.put(logicalId + "." + attribute, value);
        return new Declarations(nodes, more);
    }

    /** Returns an attribute that became known while the stack runs; empty if it did not. */
    Optional<String> known(String logicalId, String attribute) {
        return Optional.ofNullable(known.get(logicalId + "." + attribute));
    }

    /** Returns what the template declares, whether or not it is made, in the template's order. */
    List<Resource> all(Scope scope) {
        return nodes.entrySet().stream()
                .map(entry -> Resource.of(entry.getKey(), entry.getValue(), scope, this))
                .toList();
    }

    @Override
    public Resource find(String logicalId, String function, Value from) {
        TemplateNode node = nodes.get(logicalId);
        if (node == null) {
            return implicit(logicalId, from).orElseThrow(() -> ReferableResources.unknown(logicalId, function, from));
        }
        Resource resource = Resource.of(logicalId, node, from.scope().entering(logicalId, from), this);
        if (!resource.isMade()) {
            throw from.error("%s names %s, which is not made, as its condition %s does not hold"
                    .formatted(
                            function,
                            logicalId,
                            resource.condition().map(Value::text).orElseThrow()));
        }
        return resource;
    }

    private Optional<Resource> implicit(String logicalId, Value from) {
        if (IMPLICIT_APIS.containsKey(logicalId)) {
            return Optional.of(made(logicalId, IMPLICIT_APIS.get(logicalId), Map.of(), from));
        }
        return isRoleOfFunction(logicalId, from)
                ? Optional.of(made(logicalId, "AWS::IAM::Role", Map.of(), from))
                : aliasOfFunction(logicalId, from);
    }

    /** SAM makes the role of a function that names none. */
    private boolean isRoleOfFunction(String logicalId, Value from) {
        if (!logicalId.endsWith("Role")) {
            return false;
        }
        String function = logicalId.substring(0, logicalId.length() - "Role".length());
        TemplateNode node = nodes.get(function);
        if (node == null) {
            return false;
        }
        Resource resource = Resource.of(function, node, from.scope(), this);
        return resource.type().equals(FunctionDefinition.SERVERLESS_FUNCTION)
                && resource.properties().raw("Role").isEmpty();
    }

    /** SAM makes the alias that a function publishes, and its logical id of function and alias. */
    private Optional<Resource> aliasOfFunction(String logicalId, Value from) {
        return nodes.entrySet().stream()
                .filter(entry -> logicalId.startsWith(entry.getKey() + "Alias"))
                .map(entry -> Resource.of(entry.getKey(), entry.getValue(), from.scope(), this))
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
                                                from.withText(function.name()).node(),
                                        "Name", from.withText(alias).node()),
                                from)))
                .findFirst();
    }

    private Resource made(String logicalId, String type, Map<String, TemplateNode> properties, Value from) {
        int line = from.line();
        TemplateNode declaration = new Mapping(
                Map.of("Type", TemplateNode.text(type, line), "Properties", new Mapping(properties, line)), line);
        return Resource.of(logicalId, declaration, from.scope(), this);
    }
}
