package dev.streamecho.trigger.template;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Templates from the text of a test. */
public final class TestTemplates {
    private TestTemplates() {}

    /** Reads the text as template.yaml of the folder, in us-east-1. */
    public static Template read(Path folder, String yaml, String... parameterOverrides) {
        Map<String, String> overrides = Arrays.stream(parameterOverrides)
                .map(override -> override.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return Template.read(write(folder, "template.yaml", yaml), overrides, "us-east-1");
    }

    /** The property Value of a resource Thing, written in one line, beside what else the template has. */
    public static Value value(Path folder, String expression, String rest) {
        return written(folder, expression, rest).resolved();
    }

    /** The same property, nothing in it resolved. */
    public static Value written(Path folder, String expression, String rest) {
        String thing = "Resources:\n  Thing: {Type: Test::Thing, Properties: {Value: %s}}\n".formatted(expression);
        return read(folder, thing + rest)
                .resource("Thing")
                .orElseThrow()
                .properties()
                .written()
                .get("Value");
    }

    public static Path write(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that the user sees, with paths as seen from the folder. */
    public static String errorOf(Path folder, ThrowingCallable code) {
        UserError error = catchThrowableOfType(UserError.class, code);
        return error == null ? "no error" : error.getMessage().replace(folder + "/", "");
    }
}
