package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Origin;
import dev.streamecho.trigger.template.language.Referable;
import dev.streamecho.trigger.template.language.Scope;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.Unknown;
import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resource of the template, with SAM's globals in its properties. It is immutable. */
public final class Resource implements Referable {
    private final String logicalId;
    private final String logicalIdInStack;
    private final String type;
    private final Value declaration;
    private final Optional<Value> condition;
    private final Value properties;
    private final Declarations declarations;

    private Resource(
            String logicalId,
            String logicalIdInStack,
            String type,
            Value declaration,
            Optional<Value> condition,
            Value properties,
            Declarations declarations) {
        this.logicalId = logicalId;
        this.logicalIdInStack = logicalIdInStack;
        this.type = type;
        this.declaration = declaration;
        this.condition = condition;
        this.properties = properties;
        this.declarations = declarations;
    }

    /**
     * Reads a resource.
     *
     * @param logicalId that no other resource has
     * @param logicalIdInStack that others in its stack refer to
     * @param asking the scope of its stack
     */
    static Resource of(
            String logicalId,
            String logicalIdInStack,
            Origin origin,
            TemplateNode node,
            Scope asking,
            Declarations declarations) {
        Scope scope = asking.at(origin);
        String place = origin.name();
        Value declaration = scope.value(place, node);
        if (!(node instanceof Mapping mapping)) {
            throw declaration.error("is %s, but must be a mapping with a Type".formatted(node.kind()));
        }
        Map<String, TemplateNode> entries = mapping.entries();
        if (!entries.containsKey("Type")) {
            throw declaration.error("Type is missing");
        }
        return new Resource(
                logicalId,
                logicalIdInStack,
                scope.value(place + ".Type", entries.get("Type")).text(),
                declaration,
                Optional.ofNullable(entries.get("Condition"))
                        .map(condition -> scope.value(place + ".Condition", condition)),
                scope.value(
                        place + ".Properties", entries.getOrDefault("Properties", new Mapping(Map.of(), node.line()))),
                declarations);
    }

    @Override
    public String logicalId() {
        return logicalId;
    }

    /** Returns the logical id by which others in its stack refer to it. */
    String logicalIdInStack() {
        return logicalIdInStack;
    }

    /** CloudFormation's name of its type, such as {@code AWS::DynamoDB::Table}. */
    @Override
    public String type() {
        return type;
    }

    /** Returns its properties; an empty mapping if it has none. */
    public Value properties() {
        return properties;
    }

    /** Returns its {@code Metadata}, which says how {@code sam build} treats it. */
    Optional<Value> metadata() {
        return section("Metadata");
    }

    /** Returns what is written beside its properties, such as {@code DeletionPolicy}. */
    public Optional<Value> section(String name) {
        return declaration.raw(name);
    }

    /** Returns the name of its {@code Condition}, if it has one. */
    Optional<Value> condition() {
        return condition;
    }

    /** Returns whether its {@code Condition} holds, and its stack is made; one without a condition is always made. */
    public boolean isMade() {
        return declarations.isMade(properties.scope())
                && (condition.isEmpty() || condition.get().conditionHolds());
    }

    /** Returns what only AWS knows of what decides whether it is made. */
    public List<Unknown> unknownsOfCondition() {
        Set<Unknown> unknowns = new LinkedHashSet<>();
        condition
                .map(value -> value.telling(unknowns::add))
                .ifPresent(value -> Given.value(() -> value.conditionHolds()));
        return List.copyOf(unknowns);
    }

    /** Returns whether its {@code Condition} holds, or cannot be evaluated. */
    boolean mayBeMade() {
        try {
            return isMade();
        } catch (UserError e) {
            return true;
        }
    }

    /** Returns its name on AWS: from its property, else its logical id. */
    String name() {
        return ResourceAttributes.name(this);
    }

    /** Returns its ARN; it is of a type that has one. */
    String arn() {
        return attribute("Arn", properties).orElseThrow();
    }

    @Override
    public Optional<String> attribute(String attribute, Value from) {
        return declarations
                .known(logicalId, attribute)
                .or(() -> declarations.outputOfNested(logicalIdInStack, attribute, from))
                .or(() -> ResourceAttributes.get(this, attribute, from));
    }

    @Override
    public List<String> attributes() {
        return ResourceAttributes.known(this);
    }

    @Override
    public boolean hasNoOtherAttributes() {
        return ResourceType.of(this).isComplete();
    }

    /** Returns whether it is a nested stack whose template is here. */
    boolean isNestedHere() {
        return declarations.isNestedHere(logicalIdInStack);
    }

    /** Returns the absolute path to which paths in it are relative. */
    Path folder() {
        return declarations.folder();
    }

    /** Returns the resources of the template, which this one may refer to. */
    Declarations declarations() {
        return declarations;
    }
}
