package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.code.FunctionSource.Method;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import dev.streamecho.trigger.template.language.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code BuildProperties} for esbuild. A property is an option of its command line in another spelling: {@code OutExtension}
 * is {@code --out-extension}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html">
 *     Building Node.js Lambda functions with esbuild</a>
 */
record EsbuildProperties(Optional<Value> properties) {
    private static final String ENTRY_POINTS = "EntryPoints";
    private static final String SOURCE_MAP = "Sourcemap";

    /** Those of {@code sam build} itself. */
    private static final Set<String> OF_SAM = Set.of(ENTRY_POINTS, "UseNpmCi");

    /** Lists that are one value, with commas. */
    private static final Set<String> JOINED = Set.of("MainFields", "Conditions", "ResolveExtensions", "Drop", "Target");

    /** What {@code sam build} adds if the template does not say otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of("Minify", "--minify", "Target", "--target=es2020");

    Method.Esbuild method() {
        Map<String, List<String>> options = new LinkedHashMap<>();
        DEFAULTS.forEach((name, option) -> options.put(name, List.of(option)));
        given().forEach((name, value) -> options.put(name, options(name, value)));
        options.keySet().removeAll(OF_SAM);
        return new Method.Esbuild(
                given(ENTRY_POINTS).map(EsbuildProperties::texts).orElse(List.of()),
                options.values().stream().flatMap(List::stream).toList());
    }

    /** Returns whether the bundle has a source map, so that errors can name lines of the sources. */
    boolean hasSourceMap() {
        return given(SOURCE_MAP).filter(value -> !value.text().equals("false")).isPresent();
    }

    private Optional<Value> given(String name) {
        return Optional.ofNullable(given().get(name));
    }

    private Map<String, Value> given() {
        return properties.map(Value::entries).orElse(Map.of());
    }

    private static List<String> options(String name, Value value) {
        String option = "--" + name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        if (isList(value)) {
            return JOINED.contains(name)
                    ? List.of(option + "=" + String.join(",", texts(value)))
                    : texts(value).stream().map(text -> option + ":" + text).toList();
        }
        if (value.isMapping()) {
            List<String> options = new ArrayList<>();
            value.entries().forEach((key, text) -> options.add("%s:%s=%s".formatted(option, key, text.text())));
            return options;
        }
        return switch (value.text()) {
            case "true" -> List.of(option);
            case "false" -> name.equals("SourcesContent") ? List.of(option + "=false") : List.of();
            default -> List.of(option + "=" + value.text());
        };
    }

    private static boolean isList(Value value) {
        return value.resolved().node() instanceof Sequence;
    }

    /** Returns the items of a list, or a string as the only one. */
    private static List<String> texts(Value value) {
        return isList(value) ? value.items().stream().map(Value::text).toList() : List.of(value.text());
    }
}
