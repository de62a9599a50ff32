package dev.streamecho.trigger.template.resource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWS refuses when it makes a function, and what does no harm here.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>
 */
final class CreateFunctionLimits {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]+");
    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Of the variables together, written as JSON. */
    private static final int MOST_BYTES_OF_VARIABLES = 4096;

    private static final int LEAST_STORAGE = 512;
    private static final int MOST_STORAGE = 10_240;
    private static final List<String> JAVA = List.of("java8", "java8.al2", "java11", "java17", "java21", "java25");

    private final FunctionDefinition function;
    private final Notices notices;

    CreateFunctionLimits(FunctionDefinition function, Notices notices) {
        this.function = function;
        this.notices = notices;
    }

    void check() {
        Given.value(function::environment).ifPresent(this::checkVariables);
        Given.value(function::functionName).ifPresent(this::checkName);
        Given.value(function::runtime).ifPresent(this::checkRuntime);
        checkStorage();
    }

    private void checkVariables(Map<String, String> variables) {
        List<String> refused = variables.keySet().stream()
                .filter(name -> !VARIABLE.matcher(name).matches())
                .toList();
        if (!refused.isEmpty()) {
            refuse(
                    "variables named " + String.join(", ", refused),
                    "a name starts with a letter, and has letters, digits and underscores, two or more characters");
        }
        ObjectNode json = new ObjectMapper().createObjectNode();
        variables.forEach(json::put);
        int bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES_OF_VARIABLES) {
            refuse("variables of %,d bytes".formatted(bytes), "they have up to 4 KB together");
        }
    }

    private void checkName(String name) {
        if (!FUNCTION_NAME.matcher(name).matches()) {
            refuse("the FunctionName " + Value.shown(name), "it has up to 64 letters, digits, hyphens and underscores");
        }
    }

    private void checkRuntime(String runtime) {
        if (runtime.startsWith("java") && !JAVA.contains(runtime)) {
            refuse("the runtime " + Value.shown(runtime), "use one of " + String.join(", ", JAVA));
        }
    }

    private void checkStorage() {
        Optional<Integer> size = Given.value(() -> function.properties()
                        .get("EphemeralStorage")
                        .flatMap(storage -> storage.known("Size"))
                        .map(Value::integer))
                .flatMap(given -> given);
        size.filter(megabytes -> megabytes < LEAST_STORAGE || megabytes > MOST_STORAGE)
                .ifPresent(megabytes -> refuse(
                        "EphemeralStorage of %d MB".formatted(megabytes),
                        "use %d to %d".formatted(LEAST_STORAGE, MOST_STORAGE)));
    }

    private void refuse(String what, String right) {
        notices.add(what, function.logicalId(), "AWS refuses the function: %s; here it runs".formatted(right));
    }
}
