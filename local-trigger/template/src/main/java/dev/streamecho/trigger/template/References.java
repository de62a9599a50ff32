package dev.streamecho.trigger.template;

import java.util.List;
import java.util.Optional;

/** What the names in {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub} stand for. */
final class References {
    private References() {}

    static Value ref(Value argument) {
        String name = argument.text();
        int dot = name.indexOf('.');
        return dot < 0 ? named(name, "Ref", argument) : attribute(name, dot, "Ref.", "Ref", argument);
    }

    static Value getAtt(Value argument) {
        if (argument.arguments().isEmpty()) {
            String name = argument.text();
            int dot = name.indexOf('.');
            if (dot > 0) {
                return attribute(name, dot, "", "Fn::GetAtt", argument);
            }
        }
        List<Value> names = Intrinsics.arguments(argument, 2, 2, "Fn::GetAtt: [logical id, attribute]");
        String logicalId = names.get(0).text();
        return attribute(logicalId + "." + names.get(1).text(), logicalId.length(), "", "Fn::GetAtt", argument);
    }

    /** A name within {@code Fn::Sub}, which means what it means in {@code Ref}, or with a dot in {@code Fn::GetAtt}. */
    static Value substituted(String name, Value from) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return named(name, "Fn::Sub", from);
        }
        return isReferable(name, dot, from)
                ? attribute(name, dot, "Ref.", "Fn::Sub", from)
                : attribute(name, dot, "", "Fn::Sub", from);
    }

    private static Value named(String name, String function, Value from) {
        Scope scope = from.scope();
        Optional<TemplateNode> given = scope.pseudoParameters()
                .get(name, from.line())
                .or(() -> scope.parameters().value(name, scope));
        return given.map(from::with).orElseGet(() -> {
            Resource resource = Resources.find(name, function, from);
            return ResourceAttributes.get(resource, ResourceType.REF, from)
                    .map(from::withText)
                    .orElseGet(() -> from.unknown(name + "." + ResourceType.REF));
        });
    }

    /** The alias and version that SAM makes are referred to as {@code Ref: Function.Alias}. */
    private static boolean isReferable(String name, int dot, Value from) {
        Resource resource = Resources.find(name.substring(0, dot), "Fn::Sub", from);
        return ResourceAttributes.known(resource).contains("Ref." + name.substring(dot + 1));
    }

    private static Value attribute(String name, int dot, String prefix, String function, Value from) {
        Resource resource = Resources.find(name.substring(0, dot), function, from);
        String attribute = name.substring(dot + 1);
        return ResourceAttributes.get(resource, prefix + attribute, from)
                .map(from::withText)
                .orElseGet(() -> {
                    if (!prefix.isEmpty() || ResourceType.of(resource).isComplete()) {
                        throw from.error("%s asks for %s of %s (%s), which it does not have; it has %s"
                                .formatted(
                                        function,
                                        Value.shown(attribute),
                                        resource.logicalId(),
                                        resource.type(),
                                        Names.list(knownWith(prefix, resource))));
                    }
                    return from.unknown(name);
                });
    }

    /** What can be asked, without the prefix; what Ref gives is no attribute. */
    private static List<String> knownWith(String prefix, Resource resource) {
        return ResourceAttributes.known(resource).stream()
                .filter(known -> prefix.isEmpty() ? !known.startsWith(ResourceType.REF) : known.startsWith(prefix))
                .map(known -> known.substring(prefix.length()))
                .toList();
    }
}
