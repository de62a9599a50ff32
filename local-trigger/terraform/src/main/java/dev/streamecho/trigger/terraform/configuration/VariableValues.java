package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.language.Body;
import dev.streamecho.trigger.terraform.language.Body.Argument;
import dev.streamecho.trigger.terraform.language.Context;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.Hcl;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.JsonSyntax;
import dev.streamecho.trigger.terraform.language.TypeConstraint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values that are given to the variables of a configuration: in the environment, in files, by the user, each going before
 * those before it.
 *
 * @param fromFiles of {@code terraform.tfvars}, {@code *.auto.tfvars} and the files that the user names
 * @param environment of {@code TF_VAR_…}, by the name of the variable
 * @param overrides that the user gives here
 * @param deployed that are given to a deployment of a template, which this is not; they go before the environment's
 * @see <a href="https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence">Variable
 *     Definition Precedence</a>
 */
record VariableValues(
        Map<String, HclValue> fromFiles,
        Map<String, String> environment,
        Map<String, String> overrides,
        Map<String, String> deployed) {
    static final String ENVIRONMENT = "TF_VAR_";

    /** Reads the files of a folder, and those that the user names. */
    static VariableValues of(Path folder, Configuration.Inputs inputs) {
        Map<String, HclValue> fromFiles = new HashMap<>();
        files(folder).forEach(file -> fromFiles.putAll(read(file)));
        inputs.files().forEach(file -> fromFiles.putAll(read(file)));
        Map<String, String> ofEnvironment = new HashMap<>();
        inputs.environment().forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT)) {
                ofEnvironment.put(name.substring(ENVIRONMENT.length()), value);
            }
        });
        return new VariableValues(
                Map.copyOf(fromFiles), Map.copyOf(ofEnvironment), inputs.overrides(), inputs.deployed());
    }

    /** Returns the files of a folder that Terraform reads by itself, each going before those before it. */
    static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        Stream.of("terraform.tfvars", "terraform.tfvars.json")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .forEach(files::add);
        try (Stream<Path> all = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
            all.filter(file -> file.toString().endsWith(".auto.tfvars")
                            || file.toString().endsWith(".auto.tfvars.json"))
                    .map(Path::normalize)
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(folder, e), e);
        }
        return files;
    }

    private static Map<String, HclValue> read(Path file) {
        String text = ModuleFiles.text(file);
        Body body = file.toString().endsWith(".json")
                ? JsonSyntax.values(file.toString(), text)
                : Hcl.parse(file.toString(), text);
        Map<String, HclValue> values = new HashMap<>();
        for (Argument argument : body.arguments()) {
            try {
                values.put(argument.name(), argument.value().evaluate(CONSTANTS));
            } catch (EvaluationError e) {
                throw new UserError(
                        "%s: line %d: %s: %s".formatted(file, argument.line(), argument.name(), e.problem()), e);
            }
        }
        return values;
    }

    /**
     * Returns the value of a variable; empty if it is given none.
     *
     * @throws UserError if it is given one that cannot be a value of the type
     */
    Optional<HclValue> value(String name, TypeConstraint type) {
        if (overrides.containsKey(name)) {
            return Optional.of(parsed("--parameter-overrides " + name, overrides.get(name), type));
        }
        if (fromFiles.containsKey(name)) {
            return Optional.of(converted(name, fromFiles.get(name), type));
        }
        return Optional.ofNullable(deployed.get(name))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .map(text -> parsed(ENVIRONMENT + name, text, type));
    }

    /** What is given as text is a string as it is, or else an expression. */
    private static HclValue parsed(String where, String text, TypeConstraint type) {
        return converted(
                where,
                type.isPrimitive() || isPlain(text, type)
                        ? HclValue.text(text)
                        : Hcl.expression(where, text).evaluate(CONSTANTS),
                type);
    }

    private static boolean isPlain(String text, TypeConstraint type) {
        return type == TypeConstraint.ANY && !text.startsWith("[") && !text.startsWith("{");
    }

    private static HclValue converted(String where, HclValue value, TypeConstraint type) {
        try {
            return type.convert(value);
        } catch (EvaluationError e) {
            throw new UserError("%s: %s".formatted(where, e.problem()), e);
        }
    }

    /** Values are written without references. */
    private static final Context CONSTANTS = new Context() {
        @Override
        public HclValue named(String name) {
            throw new EvaluationError("%s is a reference, and values of variables have none".formatted(name));
        }

        @Override
        public Path folder() {
            return Path.of("");
        }
    };
}
