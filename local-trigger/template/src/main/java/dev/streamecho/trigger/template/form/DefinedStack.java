package dev.streamecho.trigger.template.form;

import dev.streamecho.trigger.template.language.TemplateFile;
import dev.streamecho.trigger.template.language.TemplateNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A stack as it is defined. It is immutable.
 *
 * @param content its resources, with CloudFormation's names
 * @param folder an absolute path, to which the paths in it are relative
 * @param parent where it is nested in another stack; empty if it is not
 * @param names what people call those resources whose logical ids are made by a tool, by logical id; no two are the same
 */
public record DefinedStack(TemplateFile content, Path folder, Optional<Parent> parent, Map<String, String> names) {

    /**
     * The stack around a nested one.
     *
     * @param stackName its name
     * @param logicalId of the resource that the nested stack is there
     */
    public record Parent(String stackName, String logicalId) {}

    /** Returns the stack of a definition that has no other. */
    public static DefinedStack alone(TemplateFile content, Path folder) {
        return new DefinedStack(content, folder, Optional.empty(), Map.of());
    }

    /** {@code AWS::StackName}; no two stacks of a definition have the same. */
    public String name() {
        return content.scope().pseudoParameters().stackName();
    }

    /** Returns the same with other resources. */
    public DefinedStack withResources(Map<String, TemplateNode> resources) {
        return new DefinedStack(content.withResources(resources), folder, parent, names);
    }

    /** Returns the same with other names. */
    public DefinedStack withNames(Map<String, String> others) {
        return new DefinedStack(content, folder, parent, Map.copyOf(others));
    }
}
