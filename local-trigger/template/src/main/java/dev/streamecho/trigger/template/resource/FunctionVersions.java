package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Given;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The versions and aliases by which functions are invoked. What a deployment publishes here is always version 1.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html">Lambda function aliases</a>
 */
final class FunctionVersions {
    static final String ALIAS = "AWS::Lambda::Alias";
    static final String AUTO_PUBLISH_ALIAS = "AutoPublishAlias";
    static final String LATEST = "$LATEST";

    private static final String FIRST = "1";
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private FunctionVersions() {}

    /** Returns the version that a function's alias or version leads to; without either it is {@link #LATEST}. */
    static String version(FunctionDefinition function, Optional<String> qualifier, List<Resource> declared) {
        if (qualifier.isEmpty() || qualifier.get().equals(LATEST)) {
            return LATEST;
        }
        if (NUMBER.matcher(qualifier.get()).matches()) {
            return qualifier.get();
        }
        return declared.stream()
                .filter(resource -> resource.type().equals(ALIAS))
                .filter(alias -> Given.value(() -> alias.isMade() && names(alias, function, qualifier.get()))
                        .orElse(false))
                .flatMap(alias -> Given.value(
                        () -> alias.properties().require("FunctionVersion").text())
                        .stream())
                .filter(version ->
                        version.equals(LATEST) || NUMBER.matcher(version).matches())
                .findFirst()
                .orElse(FIRST);
    }

    /** Returns whether an alias of that name has environments that are initialized before they are needed. */
    static boolean isProvisioned(FunctionDefinition function, String alias, List<Resource> declared) {
        return declared.stream()
                .filter(resource -> resource.type().equals(ALIAS))
                .anyMatch(resource -> Given.value(() -> resource.isMade()
                                && names(resource, function, alias)
                                && resource.properties()
                                        .get("ProvisionedConcurrencyConfig")
                                        .isPresent())
                        .orElse(false));
    }

    private static boolean names(Resource alias, FunctionDefinition function, String name) {
        return alias.properties().require("Name").text().equals(name)
                && FunctionNames.nameOf(
                                alias.properties().require("FunctionName").text())
                        .equals(function.functionName());
    }
}
