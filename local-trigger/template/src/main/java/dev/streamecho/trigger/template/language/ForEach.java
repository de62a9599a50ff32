package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loop of the template.
 *
 * @param identifier the name that each round replaces by its value
 * @param collection the values
 * @param body what each round writes
 */
record ForEach(String identifier, List<String> collection, Map<String, TemplateNode> body) {
    static final String NAME = "Fn::ForEach";

    static final String USAGE = "Fn::ForEach::Name: [identifier, [value, …], {key: value}]";

    /**
     * Reads a loop.
     *
     * @throws dev.streamecho.trigger.UserError if it is not written as one, or its collection cannot be resolved
     */
    static ForEach of(Value argument) {
        List<Value> arguments = Intrinsics.arguments(argument, 3, 3, USAGE);
        if (!(arguments.get(2).node() instanceof Mapping body)) {
            throw argument.error("the form is " + USAGE);
        }
        List<Value> items = arguments.get(1).items();
        if (items.stream().anyMatch(Value::isUnknown)) {
            throw argument.error("its values are known to AWS only; give them with --parameter-overrides");
        }
        List<String> collection = items.stream().map(Value::text).toList();
        return new ForEach(arguments.get(0).text(), collection, body.entries());
    }

    /** Returns what each of its rounds writes. */
    List<Map<String, TemplateNode>> rounds() {
        return collection.stream().map(value -> replaced(body, value)).toList();
    }

    private Map<String, TemplateNode> replaced(Map<String, TemplateNode> entries, String value) {
        Map<String, TemplateNode> replaced = new LinkedHashMap<>();
        entries.forEach((key, node) -> replaced.put(replaced(key, value), replaced(node, value)));
        return replaced;
    }

    private TemplateNode replaced(TemplateNode node, String value) {
        if (node instanceof Mapping mapping) {
            return isReference(mapping)
                    ? TemplateNode.text(value, node.line())
                    : new Mapping(replaced(mapping.entries(), value), node.line());
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream().map(item -> replaced(item, value)).toList(), node.line());
        }
        return node instanceof Scalar scalar
                ? new Scalar(replaced(scalar.text(), value), scalar.type(), scalar.line())
                : node;
    }

    private boolean isReference(Mapping mapping) {
        return mapping.entries().size() == 1
                && mapping.entries().get("Ref") instanceof Scalar name
                && name.text().equals(identifier);
    }

    /** The form with an ampersand leaves out of the value what a logical id cannot have. */
    private String replaced(String text, String value) {
        return text.replace("${" + identifier + "}", value)
                .replace("&{" + identifier + "}", value.replaceAll("[^A-Za-z0-9]", ""));
    }
}
