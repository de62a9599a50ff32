package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.Function.Body;
import dev.streamecho.trigger.terraform.language.Function.Sees;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.HashMap;
import java.util.Map;

/**
 * Terraform's built-in functions, by name.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/functions">Built-in Functions</a>
 */
final class Functions {
    private static final Map<String, Function> ALL = all();

    private Functions() {}

    private static Map<String, Function> all() {
        Map<String, Function> all = new HashMap<>();
        StringFunctions.addTo(content(all));
        NumberFunctions.addTo(content(all));
        FileFunctions.addTo(content(all));
        EncodingFunctions.addTo(content(all));
        TimeFunctions.addTo(content(all));
        CollectionFunctions.addTo(with(Sees.STRUCTURE, all));
        SetFunctions.addTo(with(Sees.STRUCTURE, all));
        TypeFunctions.addTo(with(Sees.STRUCTURE, all));
        ComposingFunctions.addTo(with(Sees.NOTHING, all));
        return Map.copyOf(all);
    }

    /** Takes the functions of a group. */
    @FunctionalInterface
    interface Group {
        void add(String name, Body body);
    }

    private static Group content(Map<String, Function> all) {
        return with(Sees.CONTENT, all);
    }

    private static Group with(Sees sees, Map<String, Function> all) {
        return (name, body) -> all.put(name, new Function(sees, body));
    }

    /** Returns the value of a call; of one that is not evaluated here, that it cannot be known. */
    static HclValue apply(Arguments arguments) {
        String name = arguments.function().replaceFirst("^core::", "");
        Function function = ALL.get(name);
        if (function == null) {
            return new Unresolved(name + "(…)");
        }
        return function.apply(arguments);
    }
}
