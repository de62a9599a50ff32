package dev.streamecho.trigger.template.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the functions in a value refer to. It is immutable. */
public final class Scope {
    /** Each reference into another resource takes some of the stack. */
    private static final int MAXIMUM_REFERENCES = 50;

    private final Sections sections;
    private final ReferableResources resources;
    private final List<String> resolving;
    private final Consumer<Unknown> unknowns;

    /**
     * What a template has beside its resources.
     *
     * @param origin where it is written
     */
    private record Sections(
            Origin origin,
            PseudoParameters pseudoParameters,
            Parameters parameters,
            Map<String, TemplateNode> mappings,
            Map<String, TemplateNode> conditions) {}

    /**
     * A scope in its parts.
     *
     * @param resolving the resources and conditions that are being resolved, outermost first
     * @param unknowns gets each value that only AWS knows, when it is read
     */
    private Scope(Sections sections, ReferableResources resources, List<String> resolving, Consumer<Unknown> unknowns) {
        this.sections = sections;
        this.resources = resources;
        this.resolving = resolving;
        this.unknowns = unknowns;
    }

    /** Returns a scope in which nothing can be referred to, as within Parameters. */
    static Scope empty(String file, PseudoParameters pseudoParameters) {
        return new Scope(
                new Sections(Origin.of(file, ""), pseudoParameters, Parameters.NONE, Map.of(), Map.of()),
                ReferableResources.NONE,
                List.of(),
                unknown -> {});
    }

    Scope withSections(
            Parameters parameters, Map<String, TemplateNode> mappings, Map<String, TemplateNode> conditions) {
        return new Scope(
                new Sections(origin(), pseudoParameters(), parameters, mappings, conditions),
                resources,
                resolving,
                unknowns);
    }

    /** Returns this scope in which these resources can be referred to. */
    public Scope withResources(ReferableResources others) {
        return new Scope(sections, others, resolving, unknowns);
    }

    /** Returns this scope for what is written somewhere else in the same stack. */
    public Scope at(Origin other) {
        return new Scope(
                new Sections(other, pseudoParameters(), parameters(), mappings(), conditions()),
                resources,
                resolving,
                unknowns);
    }

    /** Returns this scope, of another stack, for what {@code asking} refers to: what that one is resolving, this one is too. */
    public Scope askedBy(Scope asking) {
        return new Scope(sections, resources, asking.resolving, asking.unknowns);
    }

    /** Returns the scope inside of what a value refers to; refuses circular references, and too many of them. */
    public Scope entering(String nameInStack, Value from) {
        String stackName = pseudoParameters().stackName();
        String name = stackName.equals(PseudoParameters.STACK_NAME) ? nameInStack : stackName + "." + nameInStack;
        List<String> path = new ArrayList<>(resolving);
        path.add(name);
        if (resolving.contains(name)) {
            throw from.error("circular references: " + String.join(" → ", path));
        }
        if (path.size() > MAXIMUM_REFERENCES) {
            throw from.error("references to %s are nested more than %d deep".formatted(name, MAXIMUM_REFERENCES));
        }
        return new Scope(sections, resources, List.copyOf(path), unknowns);
    }

    /** Returns this scope, which reports to somebody else what only AWS knows. */
    Scope telling(Consumer<Unknown> other) {
        return new Scope(sections, resources, resolving, other);
    }

    /** Returns what stands for a value that only AWS knows. */
    String placeholder(Unknown unknown) {
        unknowns.accept(unknown);
        return unknown.placeholder();
    }

    /**
     * Returns a node as a value of this scope.
     *
     * @param path where it is in the template, such as {@code Table.Properties}
     */
    public Value value(String path, TemplateNode node) {
        return new Value(node, path, this);
    }

    /** Returns the template's file, as the user named it. */
    public String file() {
        return sections.origin().file();
    }

    Origin origin() {
        return sections.origin();
    }

    public PseudoParameters pseudoParameters() {
        return sections.pseudoParameters();
    }

    Parameters parameters() {
        return sections.parameters();
    }

    Map<String, TemplateNode> mappings() {
        return sections.mappings();
    }

    Map<String, TemplateNode> conditions() {
        return sections.conditions();
    }

    ReferableResources resources() {
        return resources;
    }
}
