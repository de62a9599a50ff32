package dev.streamecho.trigger.template.cdk;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.form.Definition;
import dev.streamecho.trigger.template.form.DefinitionForm;
import dev.streamecho.trigger.template.form.DefinitionInputs;
import dev.streamecho.trigger.template.form.TemplateForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code cdk synth} writes: the folder {@code cdk.out}, or a template in it.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html">Configure and perform CDK stack
 *     synthesis</a>
 */
public final class CdkForm implements DefinitionForm {
    private static final String TEMPLATE = ".template.json";

    @Override
    public Optional<Path> in(Path folder) {
        if (isOf(folder)) {
            return Optional.of(folder.toString().isEmpty() ? Path.of(".") : folder);
        }
        Optional<Path> app = Optional.of(folder.resolve("cdk.json")).filter(Files::isRegularFile);
        Path output = folder.resolve(app.flatMap(CdkJson::output).orElse(CloudAssembly.OUTPUT));
        if (app.isPresent() && !isOf(output)) {
            throw new UserError(
                    "%s is of an app of CDK, but there is no %s: run cdk synth first".formatted(app.get(), output));
        }
        return Optional.of(output).filter(this::isOf);
    }

    @Override
    public boolean isOf(Path path) {
        return CloudAssembly.isIn(path)
                || Files.isRegularFile(path)
                        && path.toString().endsWith(TEMPLATE)
                        && CloudAssembly.isIn(FileNames.folderOf(path));
    }

    @Override
    public Definition read(Path path, DefinitionInputs inputs) {
        boolean isFile = Files.isRegularFile(path);
        Path folder = isFile ? path.resolveSibling("") : path;
        CloudAssembly assembly = CloudAssembly.read(folder);
        StackChoice choice = new StackChoice(path, assembly.stacks());
        List<StackArtifact> chosen = isFile ? choice.of(path) : choice.of(inputs.stacks());
        if (chosen.isEmpty()) {
            // The template of a nested stack, on its own.
            return new TemplateForm().read(path, inputs);
        }
        List<String> notices = new ArrayList<>(assembly.notices());
        if (!isFile) {
            notices.add(choice.line(chosen));
        }
        List<DefinedStack> stacks = new ArrayList<>();
        StackTemplates templates = new StackTemplates(path, new AssetSources(folder), inputs, chosen);
        chosen.forEach(stack -> stacks.addAll(templates.read(stack)));
        return new Definition(stacks, notices);
    }
}
