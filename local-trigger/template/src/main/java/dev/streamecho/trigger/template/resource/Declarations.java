package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.language.KnownNames;
import dev.streamecho.trigger.template.language.Origin;
import dev.streamecho.trigger.template.language.ReferableResources;
import dev.streamecho.trigger.template.language.Scope;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The resources that one stack declares, with those that SAM makes of them. It is immutable. */
final class Declarations implements ReferableResources {
    /** What SAM makes for a function with events of type Api or HttpApi that name no API. */
    private static final Map<String, String> IMPLICIT_APIS = Map.of(
            "ServerlessRestApi", "AWS::ApiGateway::RestApi",
            "ServerlessHttpApi", "AWS::ApiGatewayV2::Api");

    private static final String OUTPUTS = "Outputs.";

    private final Stacks stacks;
    private final DefinedStack stack;
    private final Map<String, TemplateNode> nodes;

    /** Takes those of one of the stacks. */
    Declarations(Stacks stacks, DefinedStack stack) {
        this.stacks = stacks;
        this.stack = stack;
        this.nodes = stack.content().resources();
    }

    /** Returns an attribute that became known while the stack runs; empty if it did not. */
    Optional<String> known(String logicalId, String attribute) {
        return stacks.known(logicalId, attribute);
    }

    /** Returns what this stack and those that run with it declare, whether or not it is made, in the definition's order. */
    List<Resource> all(Scope asking) {
        return stacks.all(asking);
    }

    /** Returns what this stack declares, whether or not it is made, in the template's order. */
    List<Resource> own(Scope scope) {
        return nodes.keySet().stream()
                .map(logicalId -> declared(logicalId, scope))
                .toList();
    }

    /** Returns a resource of this stack by the logical id that it has in it. */
    Optional<Resource> own(String logicalId, Scope scope) {
        return nodes.containsKey(logicalId) ? Optional.of(declared(logicalId, scope)) : Optional.empty();
    }

    private Resource declared(String logicalId, Scope scope) {
        return Resource.of(
                stacks.id(stack, logicalId),
                logicalId,
                origin(logicalId),
                Objects.requireNonNull(nodes.get(logicalId), logicalId),
                scope,
                this);
    }

    private Origin origin(String logicalId) {
        return stack.content()
                .origins()
                .getOrDefault(logicalId, Origin.of(stack.content().scope().file(), logicalId));
    }

    /** Returns the absolute path to which paths in this stack are relative. */
    Path folder() {
        return stack.folder();
    }

    /** Returns whether this stack is made: it is not, if it is nested in a resource whose condition does not hold. */
    boolean isMade(Scope asking) {
        return stacks.around(stack, asking).map(Resource::isMade).orElse(true);
    }

    /** Returns whether a resource is a nested stack whose template is here. */
    boolean isNestedHere(String logicalIdInStack) {
        return stacks.nested(stack, logicalIdInStack).isPresent();
    }

    /**
     * Returns an attribute of a nested stack whose template is here; empty for any other resource, and for what is not an output.
     *
     * @param attribute {@code Outputs.Name}
     * @param from what asks, to say an error there
     */
    Optional<String> outputOfNested(String logicalIdInStack, String attribute, Value from) {
        if (!attribute.startsWith(OUTPUTS)) {
            return Optional.empty();
        }
        String name = attribute.substring(OUTPUTS.length());
        return stacks.nested(stack, logicalIdInStack).map(nested -> {
            Map<String, Value> outputs = stacks.outputs(nested, from);
            if (!outputs.containsKey(name)) {
                throw from.error("the stack %s has no output %s; it has %s"
                        .formatted(logicalIdInStack, Value.shown(name), KnownNames.list(outputs.keySet())));
            }
            return Stacks.valueOf(name, outputs.get(name), from).text();
        });
    }

    @Override
    public Optional<Value> argument(String parameter, Value from) {
        return stacks.around(stack, from.scope().entering("Parameters." + parameter, from))
                .flatMap(nested -> nested.properties().get("Parameters"))
                .flatMap(arguments -> arguments.get(parameter));
    }

    @Override
    public Optional<Value> imported(String export, Value from) {
        return stacks.exported(export, from);
    }

    @Override
    public Optional<Value> output(String stackName, String output, Value from) {
        return stacks.output(stackName, output, from);
    }

    @Override
    public Resource find(String logicalId, String function, Value from) {
        if (!nodes.containsKey(logicalId)) {
            return implicit(logicalId, from).orElseThrow(() -> ReferableResources.unknown(logicalId, function, from));
        }
        Resource resource = declared(logicalId, from.scope().entering(logicalId, from));
        // A template in which something that is made refers to what is not is refused: if only AWS knows, it is made.
        if (!resource.isMade() && resource.unknownsOfCondition().isEmpty()) {
            throw from.error("%s names %s, which is not made, as its condition %s does not hold"
                    .formatted(
                            function,
                            logicalId,
                            resource.condition().map(Value::text).orElse("of its stack")));
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
        return own(function, from.scope())
                .filter(resource -> resource.type().equals(FunctionDefinition.SERVERLESS_FUNCTION))
                .filter(resource -> resource.properties().raw("Role").isEmpty())
                .isPresent();
    }

    /** SAM makes the alias that a function publishes, and its logical id of function and alias. */
    private Optional<Resource> aliasOfFunction(String logicalId, Value from) {
        return nodes.keySet().stream()
                .filter(function -> logicalId.startsWith(function + "Alias"))
                .map(function -> declared(function, from.scope()))
                .filter(resource -> resource.type().equals(FunctionDefinition.SERVERLESS_FUNCTION))
                .flatMap(function -> function.properties().get(FunctionVersions.AUTO_PUBLISH_ALIAS).stream()
                        .map(Value::text)
                        .filter(alias -> logicalId.equals(
                                function.logicalIdInStack() + "Alias" + alias.replaceAll("[^A-Za-z0-9]", "")))
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
        return Resource.of(
                logicalId, logicalId, Origin.of(from.scope().file(), logicalId), declaration, from.scope(), this);
    }
}
