package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a template has, its loops and included files written out.
 *
 * @param scope what its values refer to, without resources
 * @param globals the {@code Globals} section; empty if there is none
 * @param resources the {@code Resources} section as nodes, by logical id; empty if there is none
 * @param outputs the {@code Outputs} section as nodes, by logical id; empty if there is none
 * @param origins where those resources are written that are in other files than the scope's; empty for a template
 * @param notices what the user should know of the file, each in one line
 * @param unread what of it is left out
 * @param secrets the names of what the user gave a value that nobody is to see, beside parameters with {@code NoEcho}
 */
public record TemplateFile(
        Scope scope,
        Map<String, TemplateNode> globals,
        Map<String, TemplateNode> resources,
        Map<String, TemplateNode> outputs,
        Map<String, Origin> origins,
        List<String> notices,
        Notices unread,
        List<String> secrets) {

    /**
     * Reads a file, YAML or JSON.
     *
     * @param file messages name it as it is given
     * @param parameterOverrides values of parameters, by name; all have to be parameters of the template
     * @param deployedParameters values of parameters, by name, as a deployment has them; others are passed over
     * @param stack what it is a template of
     * @throws dev.streamecho.trigger.UserError if it is not a template, or a parameter does not allow its value
     */
    public static TemplateFile read(
            Path file,
            Map<String, String> parameterOverrides,
            Map<String, String> deployedParameters,
            PseudoParameters stack) {
        Scope empty = Scope.empty(file.toString(), stack);
        List<String> notices = new ArrayList<>();
        Notices unread = new Notices();
        Includes includes = new Includes(FileNames.folderOf(file), notices::add);
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
                outputs(root, new Expansion(scope, includes, new Notices())),
                Map.of(),
                List.copyOf(notices),
                unread,
                List.of());
    }

    /**
     * Returns resources that are not written as a template, but with CloudFormation's names.
     *
     * @param file what messages name for a resource without an origin
     * @param resources by logical id, which need not be one that CloudFormation allows if the resource has an origin; their
     *     functions may refer to each other
     * @param unread what of the definition is left out
     * @param secrets the names of the variables that the user gave a value, and that nobody is to see
     */
    public static TemplateFile of(
            String file,
            PseudoParameters stack,
            Map<String, TemplateNode> resources,
            Map<String, Origin> origins,
            Notices unread,
            List<String> secrets) {
        return new TemplateFile(
                Scope.empty(file, stack),
                Map.of(),
                resources,
                Map.of(),
                Map.copyOf(origins),
                List.of(),
                unread,
                List.copyOf(secrets));
    }

    /** Returns the same with other resources. */
    public TemplateFile withResources(Map<String, TemplateNode> others) {
        return new TemplateFile(scope, globals, others, outputs, origins, notices, unread, secrets);
    }

    /** Only stacks beside or around this one need them, so that what is wrong with them is no error of this one. */
    private static Map<String, TemplateNode> outputs(Mapping root, Expansion expansion) {
        return root.entries().get("Outputs") instanceof Mapping outputs
                ? Given.value(() -> expansion.expand("Outputs", outputs.entries()))
                        .orElse(Map.of())
                : Map.of();
    }

    private static Map<String, TemplateNode> section(Mapping root, String name, Scope scope) {
        TemplateNode section = root.entries().getOrDefault(name, new Mapping(Map.of(), root.line()));
        if (section instanceof Mapping mapping) {
            return mapping.entries();
        }
        throw scope.value(name, section).error("is %s, but must be a mapping".formatted(section.kind()));
    }

    /** Returns the names of the parameters and variables that the user gave a value that nobody is to see. */
    public List<String> secretParameters() {
        return Stream.concat(scope.parameters().secrets(scope).stream(), secrets.stream())
                .toList();
    }
}
