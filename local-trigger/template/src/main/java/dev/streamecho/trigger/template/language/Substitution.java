package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Fn::Sub}, with and without variables of its own. */
final class Substitution {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private Substitution() {}

    static Value sub(Value argument) {
        if (argument.arguments().isEmpty()) {
            return argument.withText(substitute(argument, argument.with(new Mapping(Map.of(), argument.line()))));
        }
        List<Value> arguments = Intrinsics.arguments(argument, 2, 2, "Fn::Sub: string or [string, {variable: value}]");
        return argument.withText(substitute(arguments.get(0), arguments.get(1)));
    }

    private static String substitute(Value text, Value variables) {
        return VARIABLE.matcher(text.literal())
                .replaceAll(
                        match -> Matcher.quoteReplacement(valueOf(match.group(1).strip(), text, variables)));
    }

    private static String valueOf(String name, Value text, Value variables) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        Optional<Value> variable = variables.get(name);
        return variable.orElseGet(() -> References.substituted(name, text)).text();
    }
}
