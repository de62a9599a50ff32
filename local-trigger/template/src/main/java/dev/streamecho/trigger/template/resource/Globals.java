package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the Globals section into the resources as SAM does: mappings are merged, lists are joined, and of anything else,
 * a function's call too, the resource's own value stays.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">
 *     Globals</a>
 */
public final class Globals {
    private static final String SERVERLESS = "AWS::Serverless::";

    /** What applies to each section's type, such as {@code Function}. */
    private final Map<String, TemplateNode> sections;

    public Globals(Map<String, TemplateNode> sections) {
        this.sections = sections;
    }

    /** Returns the resource with the globals of its type. */
    public TemplateNode applyTo(TemplateNode resource) {
        if (!(resource instanceof Mapping mapping)
                || !(mapping.entries().get("Type") instanceof Scalar type)
                || !type.text().startsWith(SERVERLESS)
                || !(sections.get(type.text().substring(SERVERLESS.length())) instanceof Mapping global)) {
            return resource;
        }
        TemplateNode own = mapping.entries().getOrDefault("Properties", new Mapping(Map.of(), resource.line()));
        Map<String, TemplateNode> entries = new LinkedHashMap<>(mapping.entries());
        entries.put("Properties", merge(wanted(global, mapping.entries().get("IgnoreGlobals")), own));
        return new Mapping(entries, resource.line());
    }

    private static Mapping wanted(Mapping global, @Nullable TemplateNode ignored) {
        if (ignored instanceof Scalar all && all.text().equals("*")) {
            return new Mapping(Map.of(), global.line());
        }
        Set<String> names = ignored instanceof Sequence list
                ? list.items().stream()
                        .map(item -> item instanceof Scalar name ? name.text() : "")
                        .collect(Collectors.toSet())
                : Set.of();
        Map<String, TemplateNode> wanted = new LinkedHashMap<>(global.entries());
        wanted.keySet().removeAll(names);
        return new Mapping(wanted, global.line());
    }

    private static TemplateNode merge(TemplateNode global, TemplateNode own) {
        if (global.isCall() || own.isCall()) {
            return own;
        }
        if (global instanceof Mapping globalMapping && own instanceof Mapping ownMapping) {
            Map<String, TemplateNode> merged = new LinkedHashMap<>(globalMapping.entries());
            ownMapping.entries().forEach((key, value) -> merged.merge(key, value, Globals::merge));
            return new Mapping(merged, own.line());
        }
        if (global instanceof Sequence globalList && own instanceof Sequence ownList) {
            List<TemplateNode> joined = new ArrayList<>(globalList.items());
            joined.addAll(ownList.items());
            return new Sequence(joined, own.line());
        }
        return own;
    }
}
