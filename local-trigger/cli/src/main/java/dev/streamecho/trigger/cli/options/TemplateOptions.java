package dev.streamecho.trigger.cli.options;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.StackInputs;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say which template or other definition, and with which parameters; called as in SAM CLI. */
public final class TemplateOptions {
    private static final String OVERRIDES = "--parameter-overrides";

    @Option(
            names = {"-t", "--template", "--template-file"},
            paramLabel = "PATH",
            description = "The template, what CDK synthesized or a Terraform configuration: a file or folder."
                    + " Default: template.yaml, .yml or .json of the current folder, else its cdk.out, else its *.tf.")
    private Path path;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            split = ",",
            description = "The stacks of CDK to run, with those that they need."
                    + " Default: the only ones that have an event source mapping.")
    private List<String> stacks = List.of();

    @Option(
            names = OVERRIDES,
            paramLabel = "KEY=VALUE",
            arity = "1..*",
            parameterConsumer = OverridesConsumer.class,
            description = "Values for the template's parameters.")
    private List<String> parameterOverrides = List.of();

    @Option(
            names = "--var-file",
            paramLabel = "FILE",
            description = "A file with values for Terraform's variables, beside those that Terraform reads by itself.")
    private List<Path> variableFiles = List.of();

    @Option(
            names = "--env-vars",
            paramLabel = "FILE",
            description = "A JSON file with values for functions' environment variables, as in sam local.")
    private Path envVars;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description =
                    "The region that functions see. Default: that of samconfig.toml, of CDK's env or of Terraform's provider,"
                            + " else of AWS_REGION or AWS_DEFAULT_REGION, else us-east-1.")
    private String region;

    @Option(
            names = "--config-file",
            paramLabel = "FILE",
            description =
                    "SAM CLI's configuration, relative to the template's folder. Default: samconfig.toml, .yaml or .yml.")
    private Path configFile;

    @Option(
            names = "--config-env",
            paramLabel = "NAME",
            defaultValue = SamConfigFile.DEFAULT_ENVIRONMENT,
            description = "The environment in that file. Default: ${DEFAULT-VALUE}.")
    private String configEnv;

    @Option(names = "--no-samconfig", description = "Ignores that file.")
    private boolean noSamconfig;

    /**
     * Reads the template, with what SAM CLI's configuration gives it.
     *
     * @param notices receives what came from there, and what the user should know about the template
     * @throws UserError if there is no template, or something in it is wrong
     */
    public Template read(Consumer<String> notices) {
        Optional<SamConfig> config = samConfig();
        Path template = path(config, notices);
        Map<String, String> given = overrides();
        Map<String, String> deployed = config.map(SamConfig::parameterOverrides).orElse(Map.of());
        Optional<Path> variables = Optional.ofNullable(envVars)
                .or(() -> config.flatMap(from -> from.envVars().map(path -> from.take("env_vars", path))));
        StackInputs inputs = new StackInputs(
                given,
                deployed,
                variables.map(EnvVarsFile::read).orElse(EnvironmentOverrides.NONE),
                region(config),
                isRegionChosen(config),
                variableFiles,
                stacks);
        config.flatMap(SamConfig::line).ifPresent(notices);
        envVars = variables.orElse(null);
        return read(template, inputs, notices);
    }

    /** Reads the template that is deployed, with the parameters of the one that would follow it: it may have fewer. */
    public Template readAsDeployed(Path file, Template next) {
        StackInputs inputs = next.inputs();
        Map<String, String> parameters = new LinkedHashMap<>(inputs.deployedParameters());
        parameters.putAll(inputs.parameterOverrides());
        return Template.read(
                file,
                new StackInputs(
                        Map.of(),
                        parameters,
                        EnvironmentOverrides.NONE,
                        inputs.region(),
                        inputs.isRegionChosen(),
                        inputs.variableFiles(),
                        inputs.stacks()));
    }

    /** Reads the template that a running trigger runs, with what it was given, unless another template is given. */
    public Template readAsIn(RunningTrigger running, Consumer<String> notices) {
        if (path != null) {
            return read(notices);
        }
        Map<String, String> overrides = new LinkedHashMap<>(running.parameterOverrides());
        overrides.putAll(overrides());
        Optional<Path> variables = Optional.ofNullable(envVars).or(running::envVars);
        return read(
                running.template(),
                new StackInputs(
                        overrides,
                        running.deployedParameters(),
                        variables.map(EnvVarsFile::read).orElse(EnvironmentOverrides.NONE),
                        region == null ? running.region() : region,
                        true,
                        variableFiles.isEmpty() ? running.variableFiles() : variableFiles,
                        stacks.isEmpty() ? running.stacks() : stacks),
                notices);
    }

    private static Template read(Path path, StackInputs inputs, Consumer<String> notices) {
        Template template = Template.read(path, inputs);
        template.notices().forEach(notices);
        return template;
    }

    private Optional<SamConfig> samConfig() {
        if (noSamconfig) {
            return Optional.empty();
        }
        Path folder = path == null ? Path.of("") : SamConfigFile.folderOf(path);
        Optional<SamConfigFile> found = configFile == null
                ? SamConfigFile.find(folder)
                : Optional.of(SamConfigFile.read(folder.resolve(configFile)));
        if (found.isEmpty() && !configEnv.equals(SamConfigFile.DEFAULT_ENVIRONMENT)) {
            throw new UserError("--config-env %s: there is no samconfig.toml in %s; name one with --config-file"
                    .formatted(configEnv, folder.toAbsolutePath()));
        }
        return found.map(configuration -> new SamConfig(configuration, configEnv));
    }

    /** Returns whether there is a definition: the user names one, or the current folder has one. */
    public boolean hasDefinition() {
        return Given.value(() -> path(samConfig(), line -> {})).isPresent();
    }

    private Path path(Optional<SamConfig> config, Consumer<String> notices) {
        Path given = Optional.ofNullable(path)
                .or(() -> config.flatMap(from -> from.template().map(named -> from.take("template_file", named))))
                .orElse(Path.of(""));
        return Files.isDirectory(given) ? Template.find(given, notices) : given;
    }

    private String region(Optional<SamConfig> config) {
        return Optional.ofNullable(region)
                .or(() -> config.flatMap(from -> from.region().map(name -> from.take("region", name))))
                .orElseGet(TemplateOptions::usualRegion);
    }

    private boolean isRegionChosen(Optional<SamConfig> config) {
        return region != null || config.flatMap(SamConfig::region).isPresent();
    }

    /** Returns the region as every AWS tool finds it. */
    private static String usualRegion() {
        return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                .map(System::getenv)
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse("us-east-1");
    }

    /** Returns whether one of these options is given, so that another template, or other values, may be meant than a running trigger has. */
    public boolean isAnyGiven() {
        return Stream.of(path, envVars, region, configFile).anyMatch(Objects::nonNull)
                || !stacks.isEmpty()
                || !parameterOverrides.isEmpty()
                || !variableFiles.isEmpty()
                || noSamconfig
                || !configEnv.equals(SamConfigFile.DEFAULT_ENVIRONMENT);
    }

    /** Returns the file with values of environment variables that was read; empty if there was none. */
    public Optional<Path> envVars() {
        return Optional.ofNullable(envVars);
    }

    /** Returns the files that a template is read with, beside its own; that of SAM CLI is in its folder unless it is named. */
    public List<Path> otherFiles() {
        List<Path> files = new ArrayList<>(variableFiles);
        envVars().ifPresent(files::add);
        if (configFile != null) {
            files.add((path == null ? Path.of("") : SamConfigFile.folderOf(path)).resolve(configFile));
        }
        return files;
    }

    /** Returns the region: as given, as in every AWS tool, or {@code us-east-1}. */
    public String region() {
        return region(Optional.empty());
    }

    private Map<String, String> overrides() {
        return ParameterOverrides.parse(parameterOverrides, OVERRIDES);
    }
}
