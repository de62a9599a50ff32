package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Mappings section and {@code Fn::FindInMap}. */
final class FindInMap {
    private FindInMap() {}

    static Value find(Value argument) {
        List<Value> arguments = Intrinsics.arguments(
                argument, 3, 4, "Fn::FindInMap: [mapping, top level key, second level key, {DefaultValue: value}]");
        Map<String, TemplateNode> level = argument.scope().mappings();
        String place = "Mappings";
        // Not read before it is needed: it may be what cannot be resolved.
        Optional<Value> options = arguments.size() == 4 ? Optional.of(arguments.get(3)) : Optional.empty();
        Value value = argument;
        for (Value key : arguments.subList(0, 3)) {
            String name = key.text();
            TemplateNode found = level.get(name);
            if (found == null && key.isUnknown() && options.isEmpty()) {
                return argument.withText(name);
            }
            if (found == null) {
                Map<String, TemplateNode> known = level;
                String where = place;
                return options.flatMap(given -> given.raw("DefaultValue"))
                        .orElseThrow(() -> argument.error("Fn::FindInMap looks for %s in %s, which has %s"
                                .formatted(Value.shown(name), where, KnownNames.list(known.keySet()))));
            }
            place += "." + name;
            value = argument.with(found);
            level = found instanceof Mapping mapping ? mapping.entries() : Map.of();
        }
        return value;
    }
}
