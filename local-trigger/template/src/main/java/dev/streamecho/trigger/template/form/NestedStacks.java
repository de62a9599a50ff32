package dev.streamecho.trigger.template.form;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.form.DefinedStack.Parent;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.template.language.TemplateFile;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds the stacks that are nested in a stack: those whose templates are files on this machine, as
 * {@code aws cloudformation package} and {@code sam build} take them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html">
 *     AWS::CloudFormation::Stack</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html">
 *     AWS::Serverless::Application</a>
 */
public final class NestedStacks {
    /** The type of a nested stack, and the property that says where its template is. */
    private static final Map<String, String> LOCATIONS =
            Map.of("AWS::CloudFormation::Stack", "TemplateURL", "AWS::Serverless::Application", "Location");

    private static final String FILE = "file://";

    /** Templates that name each other several times would multiply. */
    private static final int MAXIMUM_STACKS = 200;

    private final UnaryOperator<DefinedStack> adapted;
    private final List<DefinedStack> all = new ArrayList<>();

    private NestedStacks(UnaryOperator<DefinedStack> adapted) {
        this.adapted = adapted;
    }

    /**
     * Returns a stack, followed by those that are nested in it, at any depth. One that cannot be read is left out with a notice.
     *
     * @param adapted makes of each stack what its form means by it, before it is looked at
     */
    public static List<DefinedStack> with(DefinedStack stack, UnaryOperator<DefinedStack> adapted) {
        NestedStacks found = new NestedStacks(adapted);
        Path file = Path.of(stack.content().scope().file()).getFileName();
        found.add(stack, List.of(stack.folder().resolve(file).normalize()));
        return List.copyOf(found.all);
    }

    /** @param around its template, and those of the stacks around it */
    private void add(DefinedStack written, List<Path> around) {
        DefinedStack stack = adapted.apply(written);
        all.add(stack);
        stack.content()
                .resources()
                .forEach((logicalId, node) -> location(node, stack, logicalId)
                        .ifPresent(location -> addNested(stack, logicalId, location, around)));
    }

    private void addNested(DefinedStack parent, String logicalId, String location, List<Path> around) {
        Path shown = Path.of(parent.content().scope().file()).resolveSibling(location);
        PseudoParameters stack = new PseudoParameters(
                parent.content().scope().pseudoParameters().region(), parent.name() + "-" + logicalId);
        try {
            Path file = parent.folder().resolve(location).normalize();
            List<Path> path = new ArrayList<>(around);
            path.add(file);
            if (around.contains(file)) {
                throw new UserError(location + " is nested in itself");
            }
            if (all.size() >= MAXIMUM_STACKS) {
                throw new UserError("there are more than %d stacks".formatted(MAXIMUM_STACKS));
            }
            add(nested(parent, logicalId, location, TemplateFile.read(shown, Map.of(), Map.of(), stack)), path);
        } catch (UserError e) {
            parent.content().unread().add("a nested stack that cannot be read", logicalId, e.getMessage());
            TemplateFile nothing =
                    TemplateFile.of(shown.toString(), stack, Map.of(), Map.of(), new Notices(), List.of());
            all.add(nested(parent, logicalId, location, nothing));
        }
    }

    private static DefinedStack nested(DefinedStack parent, String logicalId, String location, TemplateFile content) {
        return new DefinedStack(
                content,
                FileNames.folderOf(parent.folder().resolve(location).normalize()),
                Optional.of(new Parent(parent.name(), logicalId)),
                Map.of());
    }

    /** Returns where the template of a nested stack is, relative to the stack's own; empty if it is not on this machine. */
    private static Optional<String> location(TemplateNode resource, DefinedStack stack, String logicalId) {
        Value declaration = stack.content().scope().value(logicalId, resource);
        return Given.value(() -> declaration.require("Type").text())
                .map(LOCATIONS::get)
                .flatMap(property -> Given.value(() ->
                        declaration.require("Properties").require(property).text()))
                .map(text -> text.startsWith(FILE) ? text.substring(FILE.length()) : text)
                .filter(text -> isFile(stack.folder(), text));
    }

    private static boolean isFile(Path folder, String location) {
        try {
            return Files.isRegularFile(folder.resolve(location));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
