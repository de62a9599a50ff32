package dev.streamecho.trigger.terraform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.form.Definition;
import dev.streamecho.trigger.template.form.DefinitionForm;
import dev.streamecho.trigger.template.form.DefinitionInputs;
import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.template.language.TemplateFile;
import dev.streamecho.trigger.terraform.aws.AwsProvider;
import dev.streamecho.trigger.terraform.aws.AwsStack;
import dev.streamecho.trigger.terraform.configuration.Configuration;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.shown.ShownFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Terraform's form of a definition: a folder of {@code *.tf}, or the JSON that {@code terraform show -json} prints.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language">Terraform Language</a>
 */
public final class TerraformForm implements DefinitionForm {
    private static final int MOST_SHOWN = 8;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    @Override
    public Optional<Path> in(Path folder) {
        return Configuration.filesIn(folder).isEmpty() ? Optional.empty() : Optional.of(folder);
    }

    @Override
    public boolean isOf(Path path) {
        if (Files.isDirectory(path)) {
            return in(path).isPresent();
        }
        String name = String.valueOf(path.getFileName());
        return Configuration.isFile(path)
                || name.endsWith(".tfstate")
                || (name.endsWith(".json") && ShownFile.isOne(path))
                || isPlan(path);
    }

    /** A plan's own file is an archive with a file of that name in it, which comes first. */
    private static boolean isPlan(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(64);
            return Arrays.mismatch(start, ZIP) == ZIP.length && new String(start, ISO_8859_1).contains("tfplan");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean hasVariableFiles() {
        return true;
    }

    @Override
    public Definition read(Path path, DefinitionInputs inputs) {
        if (!inputs.stacks().isEmpty()) {
            throw new UserError("--stack %s: only what CDK synthesizes has stacks to choose from, and %s is Terraform's"
                    .formatted(String.join(",", inputs.stacks()), shown(path)));
        }
        if (Files.isDirectory(path)) {
            return folder(path, path, inputs);
        }
        if (Configuration.isFile(path)) {
            return folder(path.resolveSibling(""), path, inputs);
        }
        if (isPlan(path)) {
            throw new UserError(
                    "%s is a plan, whose form Terraform alone reads; give what this writes: terraform show -json %s > plan.json"
                            .formatted(path, path.getFileName()));
        }
        return shown(path, inputs);
    }

    private static Definition folder(Path folder, Path given, DefinitionInputs inputs) {
        Notices notices = new Notices();
        Configuration configuration = Configuration.read(
                folder,
                new Configuration.Inputs(
                        System.getenv(),
                        inputs.variableFiles(),
                        inputs.parameterOverrides(),
                        inputs.deployedParameters()),
                region -> new AwsProvider(stack(region, inputs)),
                notices);
        Definition definition = definition(
                given,
                folder,
                configuration.resources(),
                stack(configuration.region(), inputs),
                notices,
                configuration.secrets());
        return new Definition(definition.stacks(), List.of(taken(folder)));
    }

    /** Says what of the folder was read. */
    private static String taken(Path folder) {
        List<Path> files = Configuration.filesIn(folder);
        List<Path> values = Configuration.variableFilesIn(folder);
        return "Terraform: %s%s".formatted(names(files), values.isEmpty() ? "" : ", with " + names(values));
    }

    private static String names(List<Path> files) {
        String first = files.stream()
                .limit(MOST_SHOWN)
                .map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
        return files.size() > MOST_SHOWN ? "%s and %d more".formatted(first, files.size() - MOST_SHOWN) : first;
    }

    private static Definition shown(Path file, DefinitionInputs inputs) {
        if (!inputs.parameterOverrides().isEmpty() || !inputs.variableFiles().isEmpty()) {
            throw new UserError(
                    "%s: --parameter-overrides and --var-file are for a folder of *.tf; in a plan or state each variable has its value already"
                            .formatted(file));
        }
        ShownFile shown = ShownFile.read(file);
        PseudoParameters stack = stack(shown.region(), inputs);
        return definition(
                file,
                file.resolveSibling(""),
                shown.resources(new AwsProvider(stack)),
                stack,
                new Notices(),
                List.of());
    }

    private static PseudoParameters stack(Optional<String> region, DefinitionInputs inputs) {
        return new PseudoParameters(inputs.regionOr(region), PseudoParameters.STACK_NAME);
    }

    private static Definition definition(
            Path given,
            Path folder,
            List<ResourceInstance> resources,
            PseudoParameters stack,
            Notices notices,
            List<String> secrets) {
        AwsStack made = AwsStack.of(resources, folder, notices);
        if (made.resources().isEmpty()) {
            throw new UserError("%s: there is no table, function, mapping, queue or API of AWS in it%s"
                    .formatted(
                            shown(given),
                            notices.lines().stream().map(line -> "; " + line).collect(Collectors.joining())));
        }
        TemplateFile content = TemplateFile.of(shown(given), stack, made.resources(), made.origins(), notices, secrets);
        return new Definition(
                List.of(DefinedStack.alone(content, folder.toAbsolutePath().normalize())), List.of());
    }

    private static String shown(Path given) {
        return given.toString().isEmpty() ? "." : given.toString();
    }
}
