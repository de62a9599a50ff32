package dev.streamecho.trigger.template;

import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Unknown;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what only AWS knows of the values that a run needs, each with the places that need it. This class is not
 * thread-safe. */
public final class UnknownValues {
    private static final List<String> OF_FUNCTIONS = List.of(
            "FunctionName",
            "CodeUri",
            "Code",
            "Handler",
            "Runtime",
            "Timeout",
            "MemorySize",
            "AutoPublishAlias",
            "LoggingConfig");
    private static final List<String> OF_TABLES = List.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "BillingMode",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            "ProvisionedThroughput",
            "StreamSpecification",
            "TimeToLiveSpecification");
    private static final List<String> OF_QUEUES = List.of(
            "QueueName",
            "DelaySeconds",
            "FifoQueue",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "RedrivePolicy",
            "VisibilityTimeout");

    private final Map<Unknown, Set<String>> placesByValue = new LinkedHashMap<>();

    /** Adds what the process of a function is started with. */
    public void add(FunctionDefinition function) {
        addProperties(function.logicalId(), function.properties(), OF_FUNCTIONS);
        function.templateVariables().forEach((name, value) -> add(function.logicalId() + "." + name, value.unknowns()));
    }

    /** Adds what a mapping does its work with. */
    public void add(EventSourceMappingDefinition mapping) {
        mapping.properties()
                .written()
                .forEach((name, value) -> add(mapping.logicalId() + "." + name, value.unknowns()));
    }

    /** Adds what a mapping filters with. */
    public void addFilter(EventSourceMappingDefinition mapping) {
        addProperties(mapping.logicalId(), mapping.properties(), List.of("FilterCriteria"));
    }

    /** Adds what the tables and queues are made with, and what decides whether something is made at all. */
    public void addResources(Template template) {
        template.tables().forEach(table -> addProperties(table.logicalId(), table.properties(), OF_TABLES));
        template.queues().forEach(queue -> addProperties(queue.logicalId(), queue.properties(), OF_QUEUES));
        template.conditional().forEach(resource -> add(placeOfCondition(resource), resource.unknownsOfCondition()));
    }

    private static String placeOfCondition(Resource resource) {
        return Given.value(resource::isMade).orElse(false)
                ? resource.logicalId() + ".Condition"
                : "the condition of %s, which is left out".formatted(resource.logicalId());
    }

    private void addProperties(String logicalId, Value properties, List<String> needed) {
        Given.value(properties::written).orElse(Map.of()).forEach((name, value) -> {
            if (needed.contains(name)) {
                add(logicalId + "." + name, value.unknowns());
            }
        });
        add(logicalId, properties.unknownsOfTransform());
    }

    private void add(String place, List<Unknown> unknowns) {
        unknowns.forEach(unknown -> placesByValue
                .computeIfAbsent(unknown, first -> new LinkedHashSet<>())
                .add(place));
    }

    /** Returns one line with all of them, what stands for them, and what the user can do; empty if there are none. */
    public Optional<String> line() {
        if (placesByValue.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        placesByValue.forEach(
                (unknown, places) -> values.add("%s (%s)".formatted(unknown.name(), String.join(", ", places))));
        return Optional.of(
                "known to AWS only: %s; a placeholder such as %s stands for each, and the default for a number; give values with --env-vars FILE or --parameter-overrides"
                        .formatted(
                                String.join(", ", values),
                                placesByValue.keySet().iterator().next().placeholder()));
    }
}
