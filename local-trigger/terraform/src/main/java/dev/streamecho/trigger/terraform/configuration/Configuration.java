package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Terraform configuration: a folder, with what is given to its variables. It is evaluated as it is asked; this class is not
 * thread-safe.
 */
public final class Configuration {
    private final Module root;
    private final VariableValues values;
    private final Optional<String> region;

    private Configuration(Module root, VariableValues values, Optional<String> region) {
        this.root = root;
        this.values = values;
        this.region = region;
    }

    /**
     * Where the values of variables come from, beside the files.
     *
     * @param environment the environment of the process
     * @param files that the user names, each going before those before it
     * @param overrides that the user gives here
     * @param deployed that a template's deployment would have; those of no variable are ignored
     */
    public record Inputs(
            Map<String, String> environment,
            List<Path> files,
            Map<String, String> overrides,
            Map<String, String> deployed) {
        public Inputs {
            environment = Map.copyOf(environment);
            files = List.copyOf(files);
            overrides = Map.copyOf(overrides);
            deployed = Map.copyOf(deployed);
        }
    }

    /** Returns the files of a folder that are Terraform's; an empty list if it has none. */
    public static List<Path> filesIn(Path folder) {
        return ModuleFiles.in(folder);
    }

    /** Returns the files of a folder with values of variables that are read without being named. */
    public static List<Path> variableFilesIn(Path folder) {
        return VariableValues.files(folder);
    }

    /** Returns whether a file is Terraform's, by its name. */
    public static boolean isFile(Path file) {
        return ModuleFiles.isFile(file);
    }

    /**
     * Reads a configuration.
     *
     * @param folder messages name its files as it is given
     * @param provider gets the region, if the configuration says it, and returns what is asked for attributes that nobody writes
     * @param notices gets what is left out
     * @throws UserError if a file is not HCL, or a variable does not take its value
     */
    public static Configuration read(
            Path folder, Inputs inputs, Function<Optional<String>, Provider> provider, Notices notices) {
        ModuleFiles files = ModuleFiles.read(folder);
        VariableValues values = VariableValues.of(folder, inputs);
        String workspace = workspace(folder, inputs.environment());
        InstalledModules installed = InstalledModules.of(folder);
        Module regional = root(
                new ModuleTree(folder, workspace, UNKNOWN, installed, new Evaluations(), new Notices()), files, values);
        Optional<String> region = region(regional);
        ModuleTree tree =
                new ModuleTree(folder, workspace, provider.apply(region), installed, new Evaluations(), notices);
        Configuration configuration = new Configuration(root(tree, files, values), values, region);
        configuration.checkOverrides();
        return configuration;
    }

    private static Module root(ModuleTree tree, ModuleFiles files, VariableValues values) {
        return new Module(tree, files, values::value, "", "");
    }

    /** Of the region itself nothing of a region can be asked. */
    private static final Provider UNKNOWN = new Provider() {
        @Override
        public boolean isNeeded(String type) {
            return false;
        }

        @Override
        public Optional<HclValue> attribute(ResourceInstance resource, String name) {
            return Optional.empty();
        }
    };

    private static String workspace(Path folder, Map<String, String> environment) {
        Path file = folder.resolve(".terraform").resolve("environment");
        try {
            String chosen = Files.isRegularFile(file) ? Files.readString(file).strip() : "default";
            return environment.getOrDefault("TF_WORKSPACE", chosen);
        } catch (IOException e) {
            return "default";
        }
    }

    /** What the user gives is to be right, whether or not it is needed. */
    private void checkOverrides() {
        for (String name : values.overrides().keySet()) {
            if (!root.variables().names().contains(name)) {
                throw new UserError("%s: --parameter-overrides names %s, which is not a variable; there is %s"
                        .formatted(
                                shown(),
                                name,
                                root.variables().names().isEmpty()
                                        ? "none"
                                        : String.join(", ", root.variables().names())));
            }
            try {
                root.variables().value(name, root);
            } catch (EvaluationError e) {
                throw new UserError("--parameter-overrides: " + e.problem(), e);
            }
        }
    }

    private Path shown() {
        return root.files().folder().toString().isEmpty()
                ? Path.of(".")
                : root.files().folder();
    }

    /** Returns the names of the variables that nobody is to see, and that are given a value. */
    public List<String> secrets() {
        return root.variables().sensitive().stream()
                .filter(values.overrides()::containsKey)
                .sorted()
                .toList();
    }

    /** Returns the region of the default provider of AWS, if the configuration says it. */
    public Optional<String> region() {
        return region;
    }

    private static Optional<String> region(Module root) {
        return root.files().blocks("provider").stream()
                .filter(block -> block.labels().equals(List.of("aws")))
                .filter(block -> block.body().argument("alias").isEmpty())
                .findFirst()
                .flatMap(block -> new WrittenSettings(block.body(), root, block.line()).get("region"))
                .map(Setting::value)
                .filter(Text.class::isInstance)
                .map(value -> ((Text) value).text())
                .filter(text -> Marks.isPlain(text));
    }

    /**
     * Returns all resources and data sources, in the order of the files.
     *
     * @throws UserError if Terraform would refuse the number of them
     */
    public List<ResourceInstance> resources() {
        return root.all();
    }
}
