package dev.streamecho.trigger.template.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.KnownNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the properties that a function may have; AWS refuses others. They are kept in a file for each type, as AWS
 * adds to them: here a name that is not in it is a line, and nothing more.
 */
final class FunctionProperties {
    private static final Map<String, Set<String>> BY_TYPE = Map.of(
            FunctionDefinition.LAMBDA_FUNCTION, names("AWS-Lambda-Function.txt"),
            FunctionDefinition.SERVERLESS_FUNCTION, names("AWS-Serverless-Function.txt"));

    private FunctionProperties() {}

    private static Set<String> names(String file) {
        try (InputStream in = FunctionProperties.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes the properties whose names are not among those of the type, each with the one that may be meant. */
    static void noteUnknown(FunctionDefinition function, Notices notices) {
        Set<String> known = BY_TYPE.getOrDefault(function.type(), Set.of());
        List<String> written = List.copyOf(
                Given.value(function.properties()::written).orElse(Map.of()).keySet());
        written.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> notices.add(
                        name,
                        function.logicalId(),
                        "not a property of %s that is known here, and ignored%s"
                                .formatted(
                                        function.type(),
                                        KnownNames.nearest(name, known)
                                                .map(nearest -> "; did you mean %s?".formatted(nearest))
                                                .orElse(""))));
    }
}
