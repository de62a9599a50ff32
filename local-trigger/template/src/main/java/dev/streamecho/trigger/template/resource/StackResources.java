package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The resources that the stacks of a definition would have. It is immutable.
 *
 * <p>Nothing is evaluated before it is asked for; every method throws a {@link dev.streamecho.trigger.UserError} for what
 * it needs and that is wrong.
 */
public final class StackResources {
    private final Stacks stacks;
    private final EnvironmentOverrides environment;
    private final List<Resource> declared;

    private StackResources(Stacks stacks, EnvironmentOverrides environment) {
        this.stacks = stacks;
        this.environment = environment;
        this.declared = stacks.all();
    }

    /** Takes stacks that run together, with SAM's globals in their resources. */
    public static StackResources of(List<DefinedStack> stacks, EnvironmentOverrides environment) {
        return new StackResources(Stacks.of(stacks), environment);
    }

    /**
     * Returns the resources with something that became known while they ran: every reference gives the value.
     *
     * @param attribute as in {@code Fn::GetAtt}, such as {@code StreamArn}, or {@code Ref} for what {@code Ref} gives
     */
    public StackResources withAttribute(String logicalId, String attribute, String value) {
        return new StackResources(stacks.withAttribute(logicalId, attribute, value), environment);
    }

    /** Returns the resources with all that became known of others while they ran. */
    public StackResources withKnownOf(StackResources running) {
        return new StackResources(stacks.withKnownOf(running.stacks), environment);
    }

    /** Returns the resources with where an API is served here: its references and addresses lead there. */
    public StackResources withEndpoint(String logicalId, String stageName, URI endpoint) {
        return withAttribute(logicalId, ExecuteApi.ENDPOINT, endpoint.toString())
                .withAttribute(logicalId, ExecuteApi.STAGE, stageName);
    }

    /** Returns those of a kind whose condition holds, in the template's order; of the others none is evaluated. */
    public List<Resource> made(Predicate<Resource> wanted) {
        return declared.stream().filter(wanted).filter(Resource::isMade).toList();
    }

    /**
     * Returns those whose condition decides whether something runs: tables, queues, mappings, functions with events, and
     * functions that are not made, which a mapping may name.
     */
    public List<Resource> conditional() {
        return declared.stream()
                .filter(resource -> TableDefinition.isTable(resource)
                        || QueueDefinition.isQueue(resource)
                        || EventSourceMappingDefinition.isMapping(resource)
                        || FunctionDefinition.isFunction(resource)
                                && (Given.in(resource.properties(), "Events") || !resource.mayBeMade()))
                .toList();
    }

    /** Returns the tables, global tables among them. */
    public List<TableDefinition> tables() {
        return made(TableDefinition::isTable).stream().map(TableDefinition::of).toList();
    }

    public List<QueueDefinition> queues() {
        return made(QueueDefinition::isQueue).stream().map(QueueDefinition::of).toList();
    }

    /** Returns the functions, of any runtime, those too whose condition cannot be evaluated: whoever runs them gets the error. */
    public List<FunctionDefinition> functions() {
        return declared.stream()
                .filter(FunctionDefinition::isFunction)
                .filter(Resource::mayBeMade)
                .map(resource -> new FunctionDefinition(resource, environment))
                .toList();
    }

    /** Returns the event source mappings, of any source: first the explicit ones, then those that SAM makes of events. */
    public List<EventSourceMappingDefinition> eventSourceMappings() {
        List<FunctionDefinition> functions = functions();
        Stream<EventSourceMappingDefinition> explicit = made(EventSourceMappingDefinition::isMapping).stream()
                .map(resource -> EventSourceMappingDefinition.of(resource, functions, this::tables));
        Stream<EventSourceMappingDefinition> events =
                functions.stream().flatMap(function -> SamEvents.mappings(function, this::tables).stream());
        return Stream.concat(explicit, events).toList();
    }

    /** Returns the same without those that are written so that they cannot be read: what is wrong with them stops nothing. */
    public List<EventSourceMappingDefinition> readableMappings() {
        List<FunctionDefinition> functions = functions();
        Stream<EventSourceMappingDefinition> explicit = declared.stream()
                .filter(EventSourceMappingDefinition::isMapping)
                .filter(resource -> Given.value(resource::isMade).orElse(false))
                .map(resource -> EventSourceMappingDefinition.of(resource, functions, this::tables));
        Stream<EventSourceMappingDefinition> events =
                functions.stream().flatMap(function -> SamEvents.readableMappings(function, this::tables).stream());
        return Stream.concat(explicit, events).toList();
    }

    /**
     * Returns the version or alias by which the function is invoked, if it is one: as the first of its mappings has it, or
     * without a mapping the alias that SAM publishes.
     */
    public Optional<String> qualifierOf(FunctionDefinition function) {
        return readableMappings().stream()
                .filter(mapping -> Given.value(mapping::function)
                        .flatMap(found -> found)
                        .filter(found -> found.logicalId().equals(function.logicalId()))
                        .isPresent())
                .findFirst()
                .map(EventSourceMappingDefinition::qualifier)
                .orElseGet(() -> function.properties()
                        .get(FunctionVersions.AUTO_PUBLISH_ALIAS)
                        .map(Value::text));
    }

    /**
     * Notes what these functions, and the tables, have on AWS only.
     *
     * @param called the logical ids of the functions that run here
     */
    public void noteLimits(Collection<String> called, Notices notices) {
        functions()
                .forEach(function -> Given.value(() -> {
                    SamEvents.noteRefused(function, notices);
                    return function;
                }));
        List<FunctionDefinition> running = functions().stream()
                .filter(function -> called.contains(function.logicalId()))
                .toList();
        for (FunctionDefinition function : running) {
            function.noteLimits(notices);
            new FunctionNotices(function, notices).addThoseOfCallers();
        }
        StackNotices stack = new StackNotices(running, notices);
        declared.stream()
                .filter(resource -> Given.value(resource::isMade).orElse(false))
                .forEach(stack::add);
    }

    /** Returns what the user should know of the values for functions' variables, each in one line. */
    public List<String> notices() {
        return environment.byFunction().keySet().stream()
                .filter(name -> functions().stream().noneMatch(function -> function.isNamed(name)))
                .sorted()
                .map(name -> "--env-vars: %s is not a function of the template".formatted(Value.shown(name)))
                .toList();
    }
}
