package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.form.DefinedStack.Parent;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Scope;
import dev.streamecho.trigger.template.language.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stacks that run together, and what is known of their resources by now. Each resource has a logical id that no other has:
 * its own, or what people call it, and where several stacks have the same, with its stack's name before it. It is immutable.
 */
final class Stacks {
    private static final String OUTPUTS = "Outputs.";

    private final List<DefinedStack> stacks;
    private final Map<String, Map<String, String>> idsByStack;
    private final Map<String, String> known;

    private Stacks(List<DefinedStack> stacks, Map<String, Map<String, String>> idsByStack, Map<String, String> known) {
        this.stacks = stacks;
        this.idsByStack = idsByStack;
        this.known = Map.copyOf(known);
    }

    static Stacks of(List<DefinedStack> stacks) {
        Map<String, Long> counts = new HashMap<>();
        stacks.forEach(stack -> stack.content()
                .resources()
                .keySet()
                .forEach(logicalId -> counts.merge(name(stack, logicalId), 1L, Long::sum)));
        Set<String> taken = new HashSet<>();
        Map<String, Map<String, String>> idsByStack = new HashMap<>();
        for (DefinedStack stack : stacks) {
            Map<String, String> ids = new HashMap<>();
            for (String logicalId : stack.content().resources().keySet()) {
                String name = name(stack, logicalId);
                String wanted =
                        counts.getOrDefault(name, 1L) == 1 ? name : stack.name().replaceAll("[^A-Za-z0-9]", "") + name;
                ids.put(logicalId, free(wanted, taken));
            }
            idsByStack.put(stack.name(), ids);
        }
        return new Stacks(List.copyOf(stacks), idsByStack, Map.of());
    }

    private static String name(DefinedStack stack, String logicalId) {
        return stack.names().getOrDefault(logicalId, logicalId);
    }

    private static String free(String wanted, Set<String> taken) {
        String id = wanted;
        for (int i = 2; !taken.add(id); i++) {
            id = wanted + i;
        }
        return id;
    }

    /**
     * Returns the stacks with an attribute that goes before what this package would give.
     *
     * @param attribute {@code StreamArn}, or {@code Ref} for what a {@code Ref} gives
     */
    Stacks withAttribute(String logicalId, String attribute, String value) {
        Map<String, String> more = new HashMap<>(known);
        more.put(logicalId + "." + attribute, value);
        return new Stacks(stacks, idsByStack, more);
    }

    /** Returns the stacks with all that became known of others while they ran. */
    Stacks withKnownOf(Stacks running) {
        return new Stacks(stacks, idsByStack, running.known);
    }

    /** Returns an attribute that became known while the stacks run; empty if it did not. */
    Optional<String> known(String logicalId, String attribute) {
        return Optional.ofNullable(known.get(logicalId + "." + attribute));
    }

    /** Returns the logical id that no other resource has. */
    String id(DefinedStack stack, String logicalId) {
        return idsByStack.getOrDefault(stack.name(), Map.of()).getOrDefault(logicalId, logicalId);
    }

    /** Returns what the stacks declare, whether or not it is made, in their order. */
    List<Resource> all() {
        return stacks.stream()
                .flatMap(stack -> declarations(stack).own(scope(stack)).stream())
                .toList();
    }

    /** Returns the same as seen from what is being resolved. */
    List<Resource> all(Scope asking) {
        return stacks.stream()
                .flatMap(stack -> declarations(stack).own(scope(stack).askedBy(asking)).stream())
                .toList();
    }

    private Declarations declarations(DefinedStack stack) {
        return new Declarations(this, stack);
    }

    private Scope scope(DefinedStack stack) {
        return stack.content().scope().withResources(declarations(stack));
    }

    /** Returns the resource that a nested stack is in the stack around it; empty if it is not nested. */
    Optional<Resource> around(DefinedStack stack, Scope asking) {
        return stack.parent().map(parent -> {
            DefinedStack outer = named(parent.stackName());
            return declarations(outer)
                    .own(parent.logicalId(), scope(outer).askedBy(asking))
                    .orElseThrow();
        });
    }

    private DefinedStack named(String name) {
        return stacks.stream()
                .filter(stack -> stack.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the stack that is nested in another as a resource; empty if that is none, or its template is not here. */
    Optional<DefinedStack> nested(DefinedStack outer, String logicalId) {
        Optional<Parent> place = Optional.of(new Parent(outer.name(), logicalId));
        return stacks.stream().filter(stack -> stack.parent().equals(place)).findFirst();
    }

    /** Returns the outputs of a stack whose conditions hold, as seen from what asks. */
    Map<String, Value> outputs(DefinedStack stack, Value from) {
        Map<String, Value> outputs = new LinkedHashMap<>();
        stack.content().outputs().forEach((name, node) -> {
            Value output = scope(stack).askedBy(from.scope()).value(OUTPUTS + name, node);
            if (Given.value(() ->
                            output.get("Condition").map(Value::conditionHolds).orElse(true))
                    .orElse(false)) {
                outputs.put(name, output);
            }
        });
        return outputs;
    }

    /** Returns what one of the stacks exports under that name; empty if none does. */
    Optional<Value> exported(String export, Value from) {
        return stacks.stream()
                .flatMap(stack -> outputs(stack, from).entrySet().stream())
                .filter(output -> exportName(output.getValue()).equals(Optional.of(export)))
                .findFirst()
                .map(output -> valueOf(output.getKey(), output.getValue(), from));
    }

    private static Optional<String> exportName(Value output) {
        return Given.value(() ->
                output.telling(unknown -> {}).require("Export").require("Name").text());
    }

    /** Returns an output of the stack of that name; empty if there is none. */
    Optional<Value> output(String stackName, String name, Value from) {
        return stacks.stream()
                .filter(stack -> stack.name().equals(stackName))
                .flatMap(stack -> Optional.ofNullable(outputs(stack, from).get(name)).stream())
                .findFirst()
                .map(output -> valueOf(name, output, from));
    }

    /** Returns the value of an output; refuses one that needs itself. */
    static Value valueOf(String name, Value output, Value from) {
        String place = OUTPUTS + name;
        return output.scope().entering(place, from).value(place, output.node()).require("Value");
    }
}
