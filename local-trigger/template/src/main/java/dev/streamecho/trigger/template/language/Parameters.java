package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.UserError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The Parameters section. A value is looked for when somebody refers to it, so that nobody has to give one that nobody
 * needs. It is immutable.
 */
final class Parameters {
    static final Parameters NONE = new Parameters(Map.of(), Map.of(), Map.of());

    private final Map<String, TemplateNode> section;
    private final Map<String, String> overrides;
    private final Map<String, String> deployed;

    private Parameters(Map<String, TemplateNode> section, Map<String, String> overrides, Map<String, String> deployed) {
        this.section = section;
        this.overrides = overrides;
        this.deployed = deployed;
    }

    /** Refuses an override of what is not a parameter, and a value that its parameter does not allow. */
    static Parameters of(
            Map<String, TemplateNode> section,
            Map<String, String> overrides,
            Map<String, String> deployed,
            Scope scope) {
        Parameters parameters = new Parameters(section, overrides, deployed);
        overrides.forEach((name, text) -> {
            if (!section.containsKey(name)) {
                throw new UserError("%s: --parameter-overrides names %s, which is not a parameter; the template has %s"
                        .formatted(scope.file(), Value.shown(name), KnownNames.list(section.keySet())));
            }
            parameters.parameter(name, scope).value(text);
        });
        return parameters;
    }

    /** Returns the value; empty if there is no parameter of that name. */
    Optional<TemplateNode> value(String name, Value from) {
        if (!section.containsKey(name)) {
            return Optional.empty();
        }
        Parameter parameter = parameter(name, from.scope());
        if (overrides.containsKey(name)) {
            return Optional.of(parameter.value(overrides.get(name)));
        }
        Optional<String> given = from.scope()
                .resources()
                .argument(name, from)
                .map(Parameters::asText)
                .or(() -> Optional.ofNullable(deployed.get(name)))
                .or(parameter::defaultValue);
        return Optional.of(
                given.isEmpty() || parameter.isInSystemsManager()
                        ? TemplateNode.text(
                                from.scope().placeholder(unknown(name, given)),
                                section.get(name).line())
                        : parameter.value(given.get()));
    }

    /** A list is given to a parameter as a string with commas. */
    private static String asText(Value argument) {
        Value value = argument.resolved();
        return value.node() instanceof TemplateNode.Sequence
                ? value.items().stream().map(Value::text).collect(Collectors.joining(","))
                : value.text();
    }

    private static Unknown unknown(String name, Optional<String> inSystemsManager) {
        return new Unknown("parameter " + name
                + inSystemsManager.map(path -> " (SSM " + path + ")").orElse(""));
    }

    /** Returns the names of those that the user gave a value that nobody is to see. */
    List<String> secrets(Scope scope) {
        return section.keySet().stream()
                .filter(name -> overrides.containsKey(name) || deployed.containsKey(name))
                .filter(name -> parameter(name, scope).isSecret())
                .toList();
    }

    private Parameter parameter(String name, Scope scope) {
        Scope nothingToReferTo = Scope.empty(scope.file(), scope.pseudoParameters());
        return new Parameter(
                nothingToReferTo.value("Parameters." + name, Objects.requireNonNull(section.get(name), name)));
    }
}
