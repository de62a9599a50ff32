package dev.streamecho.trigger.template;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.TemplateNode.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resource of the template, with SAM's globals in its properties. */
public final class Resource {
    private final String logicalId;
    private final String type;
    private final Optional<Value> condition;
    private final Value properties;
    private final Optional<Value> metadata;

    private Resource(
            String logicalId, String type, Optional<Value> condition, Value properties, Optional<Value> metadata) {
        this.logicalId = logicalId;
        this.type = type;
        this.condition = condition;
        this.properties = properties;
        this.metadata = metadata;
    }

    static Resource of(String logicalId, TemplateNode node, Scope scope) {
        Value declaration = scope.value(logicalId, node);
        if (!(node instanceof Mapping mapping)) {
            throw declaration.error("is %s, but must be a mapping with a Type".formatted(node.kind()));
        }
        Map<String, TemplateNode> entries = mapping.entries();
        if (!entries.containsKey("Type")) {
            throw declaration.error("Type is missing");
        }
        return new Resource(
                logicalId,
                scope.value(logicalId + ".Type", entries.get("Type")).text(),
                Optional.ofNullable(entries.get("Condition"))
                        .map(condition -> scope.value(logicalId + ".Condition", condition)),
                scope.value(
                        logicalId + ".Properties",
                        entries.getOrDefault("Properties", new Mapping(Map.of(), node.line()))),
                Optional.ofNullable(entries.get("Metadata"))
                        .map(metadata -> scope.value(logicalId + ".Metadata", metadata)));
    }

    public String logicalId() {
        return logicalId;
    }

    /** CloudFormation's name of its type, such as {@code AWS::DynamoDB::Table}. */
    public String type() {
        return type;
    }

    /** Its properties; an empty mapping if it has none. */
    public Value properties() {
        return properties;
    }

    /** Its {@code Metadata}, which says how {@code sam build} treats it. */
    Optional<Value> metadata() {
        return metadata;
    }

    /** The name of its {@code Condition}, if it has one. */
    Optional<Value> condition() {
        return condition;
    }

    /** Whether its {@code Condition} holds; one without is always made. */
    boolean isMade() {
        return condition.isEmpty() || Conditions.holds(condition.get().text(), condition.get());
    }

    /** What only AWS knows of what decides whether it is made. */
    List<Unknown> unknownsOfCondition() {
        Set<Unknown> unknowns = new LinkedHashSet<>();
        condition
                .map(value -> value.telling(unknowns::add))
                .ifPresent(value -> Given.value(() -> Conditions.holds(value.text(), value)));
        return List.copyOf(unknowns);
    }

    /** Whether its {@code Condition} holds, or cannot be evaluated. */
    boolean mayBeMade() {
        try {
            return isMade();
        } catch (UserError e) {
            return true;
        }
    }
}
