package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which parameters of a template its properties of a mapping name, as they are written. */
final class MappingParameters {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

    private final Template template;
    private final Optional<Value> properties;

    private MappingParameters(Template template, Optional<Value> properties) {
        this.template = template;
        this.properties = properties;
    }

    static MappingParameters of(Template template, String mapping) {
        Optional<Value> properties = template.readableMappings().stream()
                .filter(definition -> definition.logicalId().equals(mapping))
                .findFirst()
                .map(EventSourceMappingDefinition::properties);
        return new MappingParameters(template, properties);
    }

    /** Returns the parameters from which a property comes; none if it is written out, or not there. */
    List<String> of(String property) {
        Set<String> names = new LinkedHashSet<>();
        properties
                .flatMap(all -> Given.value(() -> all.raw(property)).flatMap(found -> found))
                .ifPresent(value -> collect(value.node(), names));
        return new ArrayList<>(names);
    }

    private void collect(TemplateNode node, Set<String> names) {
        if (node instanceof Mapping mapping) {
            for (Map.Entry<String, TemplateNode> entry : mapping.entries().entrySet()) {
                switch (entry.getKey()) {
                    case "Ref" -> text(entry.getValue()).ifPresent(name -> add(name, names));
                    case "Fn::Sub" -> collectVariables(entry.getValue(), names);
                    default -> collect(entry.getValue(), names);
                }
            }
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> collect(item, names));
        }
    }

    private void collectVariables(TemplateNode argument, Set<String> names) {
        TemplateNode text = argument instanceof Sequence list && !list.items().isEmpty()
                ? list.items().get(0)
                : argument;
        Matcher variables = VARIABLE.matcher(text(text).orElse(""));
        while (variables.find()) {
            add(variables.group(1), names);
        }
        collect(argument, names);
    }

    private static Optional<String> text(TemplateNode node) {
        return node instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private void add(String name, Set<String> names) {
        if (!name.startsWith("AWS::") && template.resource(name).isEmpty()) {
            names.add(name);
        }
    }
}
