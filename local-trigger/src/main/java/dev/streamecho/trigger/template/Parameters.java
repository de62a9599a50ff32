package dev.streamecho.trigger.template;

import dev.streamecho.trigger.UserError;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Parameters section: every parameter's value, from {@code --parameter-overrides} or its default. */
final class Parameters {
    private Parameters() {}

    /** The values by name; refuses an override of what is no parameter, and a value that its parameter does not allow. */
    static Map<String, TemplateNode> values(
            Map<String, TemplateNode> section, Map<String, String> overrides, Scope scope) {
        overrides.keySet().forEach(name -> {
            if (!section.containsKey(name)) {
                throw new UserError("%s: --parameter-overrides names %s, which is not a parameter; the template has %s"
                        .formatted(scope.file(), Value.shown(name), Names.list(section.keySet())));
            }
        });
        Map<String, TemplateNode> values = new LinkedHashMap<>();
        section.forEach((name, node) -> {
            Parameter parameter = new Parameter(name, scope.value("Parameters." + name, node));
            values.put(name, overrides.containsKey(name) ? parameter.value(overrides.get(name)) : parameter.value());
        });
        return values;
    }
}
