package dev.streamecho.trigger.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the functions of a template refer to. It is immutable.
 *
 * @param file the template, as the user named it
 * @param attributes what is known by now, and goes before what this package would say: {@code Table.StreamArn}, with
 *     {@code Table.Ref} for a {@code Ref}
 * @param resolving the resources and conditions that are being resolved, outermost first
 * @param unknowns is told of each value that only AWS knows, when it is read
 */
record Scope(
        String file,
        PseudoParameters pseudoParameters,
        Parameters parameters,
        Map<String, TemplateNode> mappings,
        Map<String, TemplateNode> conditions,
        Map<String, TemplateNode> resources,
        Map<String, String> attributes,
        List<String> resolving,
        Consumer<Unknown> unknowns) {

    /** Each reference into another resource takes some of the stack. */
    private static final int MAXIMUM_REFERENCES = 50;

    /** A scope in which nothing can be referred to, as within Parameters. */
    static Scope empty(String file, String region) {
        return new Scope(
                file,
                new PseudoParameters(region),
                Parameters.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                unknown -> {});
    }

    Scope withAttribute(String logicalId, String attribute, String value) {
        Map<String, String> more = new HashMap<>(attributes);
        more.put(logicalId + "." + attribute, value);
        return new Scope(
                file,
                pseudoParameters,
                parameters,
                mappings,
                conditions,
                resources,
                Map.copyOf(more),
                resolving,
                unknowns);
    }

    /** The scope of the whole template, once these sections are written out. */
    Scope withSections(Map<String, TemplateNode> allConditions, Map<String, TemplateNode> allResources) {
        return new Scope(
                file,
                pseudoParameters,
                parameters,
                mappings,
                allConditions,
                allResources,
                attributes,
                resolving,
                unknowns);
    }

    /** The scope inside of a resource or condition that a value refers to; refuses a circle, and what is too deep. */
    Scope entering(String name, Value from) {
        List<String> path = new ArrayList<>(resolving);
        path.add(name);
        if (resolving.contains(name)) {
            throw from.error("a circle of references: " + String.join(" → ", path));
        }
        if (path.size() > MAXIMUM_REFERENCES) {
            throw from.error("more than %d references lead to %s, each in another".formatted(MAXIMUM_REFERENCES, name));
        }
        return new Scope(
                file,
                pseudoParameters,
                parameters,
                mappings,
                conditions,
                resources,
                attributes,
                List.copyOf(path),
                unknowns);
    }

    /** This scope, which tells somebody else of what only AWS knows. */
    Scope telling(Consumer<Unknown> other) {
        return new Scope(
                file, pseudoParameters, parameters, mappings, conditions, resources, attributes, resolving, other);
    }

    /** What stands for a value that only AWS knows. */
    String placeholder(Unknown unknown) {
        unknowns.accept(unknown);
        return unknown.placeholder();
    }

    Value value(String path, TemplateNode node) {
        return new Value(node, path, this);
    }
}
