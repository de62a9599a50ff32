package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.code.FunctionSource.Method;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.BuildMetadata;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the code of functions of a template is built. */
final class BuildMethods {
    /** Those that name a language: its own build files say the rest. */
    private static final Pattern RUNTIME = Pattern.compile("(java|nodejs|python)[\\d.x]*(al2)?");

    private BuildMethods() {}

    /**
     * Returns how the code of a function is built.
     *
     * @throws dev.streamecho.trigger.UserError if nothing here builds it so
     */
    static Method of(FunctionDefinition function) {
        Optional<String> inline = function.inlineCode();
        if (inline.isPresent()) {
            return new Method.Inline(inline.get());
        }
        BuildMetadata metadata = function.buildMetadata();
        if (metadata.skipsBuild()) {
            return new Method.Skipped();
        }
        return metadata.method().map(method -> of(method, metadata)).orElseGet(Method.Usual::new);
    }

    private static Method of(Value method, BuildMetadata metadata) {
        String name = method.text();
        if (RUNTIME.matcher(name).matches()) {
            return new Method.Usual();
        }
        if (name.startsWith("provided")) {
            return makefile(metadata);
        }
        return switch (name) {
            case "makefile" -> makefile(metadata);
            case "esbuild" -> new EsbuildProperties(metadata.properties()).method();
            case "go1.x", "go" ->
                new Method.Go(property(metadata, "TrimGoPath").map(Value::bool).orElse(false));
            case "rust-cargolambda" ->
                new Method.CargoLambda(property(metadata, "Binary").map(Value::text));
            default ->
                throw method.error(
                        name, "is not built here: build it with sam build, and run its .aws-sam/build/template.yaml");
        };
    }

    /** Returns the variables that {@code sam build} gives a function for the way in which it is built. */
    static Map<String, String> variables(FunctionDefinition function) {
        BuildMetadata metadata = function.buildMetadata();
        boolean isBundled = metadata.method().map(Value::text).equals(Optional.of("esbuild"));
        return isBundled && new EsbuildProperties(metadata.properties()).hasSourceMap()
                ? Map.of("NODE_OPTIONS", "--enable-source-maps")
                : Map.of();
    }

    private static Method makefile(BuildMetadata metadata) {
        return new Method.Makefile(metadata.workingDirectory(), metadata.isInSource());
    }

    private static Optional<Value> property(BuildMetadata metadata, String name) {
        return metadata.properties().flatMap(properties -> properties.get(name));
    }
}
