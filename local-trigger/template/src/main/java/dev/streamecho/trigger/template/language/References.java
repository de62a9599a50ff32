package dev.streamecho.trigger.template.language;

import java.util.List;
import java.util.Optional;

/** What the names in {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub} stand for. */
final class References {
    private References() {}

    static Value ref(Value argument) {
        String name = argument.text();
        int dot = name.indexOf('.');
        return dot < 0 ? named(name, "Ref", argument) : attribute(name, dot, Referable.REF_OF, "Ref", argument);
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

    /** Returns what a name within {@code Fn::Sub} stands for: as in {@code Ref}, or with a dot as in {@code Fn::GetAtt}. */
    static Value substituted(String name, Value from) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return named(name, "Fn::Sub", from);
        }
        return isReferable(name, dot, from)
                ? attribute(name, dot, Referable.REF_OF, "Fn::Sub", from)
                : attribute(name, dot, "", "Fn::Sub", from);
    }

    private static Value named(String name, String function, Value from) {
        Scope scope = from.scope();
        Optional<TemplateNode> given = scope.pseudoParameters()
                .get(name, from.line())
                .or(() -> scope.parameters().value(name, from));
        return given.map(from::with).orElseGet(() -> {
            Referable resource = from.scope().resources().find(name, function, from);
            return resource.attribute(Referable.REF, from)
                    .map(from::withText)
                    .orElseGet(() -> from.unknown(name + "." + Referable.REF));
        });
    }

    /** The alias and version that SAM makes are referred to as {@code Ref: Function.Alias}. */
    private static boolean isReferable(String name, int dot, Value from) {
        Referable resource = from.scope().resources().find(name.substring(0, dot), "Fn::Sub", from);
        return resource.attributes().contains(Referable.REF_OF + name.substring(dot + 1));
    }

    private static Value attribute(String name, int dot, String prefix, String function, Value from) {
        Referable resource = from.scope().resources().find(name.substring(0, dot), function, from);
        String attribute = name.substring(dot + 1);
        return resource.attribute(prefix + attribute, from).map(from::withText).orElseGet(() -> {
            if (!prefix.isEmpty() || resource.hasNoOtherAttributes()) {
                throw from.error("%s asks for %s of %s (%s), which it does not have; it has %s"
                        .formatted(
                                function,
                                Value.shown(attribute),
                                resource.logicalId(),
                                resource.type(),
                                KnownNames.list(knownWith(prefix, resource))));
            }
            return from.unknown(name);
        });
    }

    /** Returns what can be asked, without the prefix; what Ref gives is not an attribute. */
    private static List<String> knownWith(String prefix, Referable resource) {
        return resource.attributes().stream()
                .filter(known -> prefix.isEmpty() ? !known.startsWith(Referable.REF) : known.startsWith(prefix))
                .map(known -> known.substring(prefix.length()))
                .toList();
    }
}
