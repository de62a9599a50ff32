package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A template file, its loops and included files written out.
 *
 * @param scope what its values refer to, without resources
 * @param globals the {@code Globals} section; empty if there is none
 * @param resources the {@code Resources} section as nodes, by logical id; empty if there is none
 * @param notices what the user should know of the file, each in one line
 * @param unread what of it is left out
 */
public record TemplateFile(
        Scope scope,
        Map<String, TemplateNode> globals,
        Map<String, TemplateNode> resources,
        List<String> notices,
        Notices unread) {

    /**
     * Reads a file, YAML or JSON.
     *
     * @param file messages name it as it is given
     * @param parameterOverrides values of parameters, by name; all have to be parameters of the template
     * @param deployedParameters values of parameters, by name, as a deployment has them; others are passed over
     * @param region the value of {@code AWS::Region}
     * @throws dev.streamecho.trigger.UserError if it is not a template, or a parameter does not allow its value
     */
    public static TemplateFile read(
            Path file, Map<String, String> parameterOverrides, Map<String, String> deployedParameters, String region) {
        Scope empty = Scope.empty(file.toString(), region);
        List<String> notices = new ArrayList<>();
        Notices unread = new Notices();
        Includes includes = new Includes(file.toAbsolutePath().getParent(), notices::add);
        Mapping root = includes.intoTop(TemplateParser.parse(file, notices::add), empty, unread);
        Map<String, TemplateNode> conditions = section(root, "Conditions", empty);
        Parameters parameters =
                Parameters.of(section(root, "Parameters", empty), parameterOverrides, deployedParameters, empty);
        Map<String, TemplateNode> mappings = section(root, "Mappings", empty);
        Expansion expansion = new Expansion(empty.withSections(parameters, mappings, conditions), includes, unread);
        Scope scope = empty.withSections(parameters, mappings, expansion.expand("Conditions", conditions));
        return new TemplateFile(
                scope,
                section(root, "Globals", empty),
                expansion.expand("Resources", section(root, "Resources", empty)),
                List.copyOf(notices),
                unread);
    }

    private static Map<String, TemplateNode> section(Mapping root, String name, Scope scope) {
        TemplateNode section = root.entries().getOrDefault(name, new Mapping(Map.of(), root.line()));
        if (section instanceof Mapping mapping) {
            return mapping.entries();
        }
        throw scope.value(name, section).error("is %s, but must be a mapping".formatted(section.kind()));
    }

    /** Returns the names of the parameters with {@code NoEcho} that the user gave a value. */
    public List<String> secretParameters() {
        return scope.parameters().secrets(scope);
    }
}
