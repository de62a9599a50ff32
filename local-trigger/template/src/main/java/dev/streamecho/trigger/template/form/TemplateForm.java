package dev.streamecho.trigger.template.form;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.template.language.TemplateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A CloudFormation or SAM template, YAML or JSON, with the templates of its nested stacks that are on this machine. */
public final class TemplateForm implements DefinitionForm {
    /** What a folder's template is called; the first that is there is taken. */
    public static final List<String> FILE_NAMES = List.of("template.yaml", "template.yml", "template.json");

    @Override
    public Optional<Path> in(Path folder) {
        return FILE_NAMES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Every file may be one; which are none shows when they are read. */
    @Override
    public boolean isOf(Path path) {
        return !Files.isDirectory(path);
    }

    @Override
    public Definition read(Path path, DefinitionInputs inputs) {
        if (!inputs.stacks().isEmpty()) {
            throw new UserError(
                    "--stack chooses among the stacks of an app of CDK, and %s is the template of one".formatted(path));
        }
        TemplateFile content = TemplateFile.read(
                path,
                inputs.parameterOverrides(),
                inputs.deployedParameters(),
                new PseudoParameters(inputs.region(), PseudoParameters.STACK_NAME));
        DefinedStack stack = DefinedStack.alone(content, FileNames.folderOf(path));
        return new Definition(NestedStacks.with(stack, AssetMetadata::applyTo), List.of());
    }
}
