package dev.streamecho.trigger.template.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values of environment variables that go before those of the template; a variable that the template does not declare stays
 * undeclared, as in {@code sam local}.
 *
 * @param ofAll the values for every function
 * @param byFunction the values of one function each, by its logical id or name; they go before those for all
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html#serverless-sam-cli-using-invoke-environment-file">
 *     Environment variable file</a>
 */
public record EnvironmentOverrides(Map<String, String> ofAll, Map<String, Map<String, String>> byFunction) {
    public static final EnvironmentOverrides NONE = new EnvironmentOverrides(Map.of(), Map.of());

    public EnvironmentOverrides {
        ofAll = Map.copyOf(ofAll);
        byFunction = Map.copyOf(byFunction);
    }

    /** Returns the value of one variable; empty if it is the template's. */
    Optional<String> value(FunctionDefinition function, String variable) {
        return Optional.ofNullable(of(function).getOrDefault(variable, ofAll.get(variable)));
    }

    /** Returns the values that are for this function alone; its logical id goes before its name. */
    Map<String, String> of(FunctionDefinition function) {
        if (byFunction.isEmpty()) {
            return Map.of();
        }
        Map<String, String> own = new LinkedHashMap<>(byFunction.getOrDefault(function.functionName(), Map.of()));
        own.putAll(byFunction.getOrDefault(function.logicalIdInStack(), Map.of()));
        own.putAll(byFunction.getOrDefault(function.logicalId(), Map.of()));
        return own;
    }
}
