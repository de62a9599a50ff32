package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.Body;
import dev.streamecho.trigger.terraform.language.Context;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import dev.streamecho.trigger.terraform.language.Marks;
import dev.streamecho.trigger.terraform.language.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What {@code count} or {@code for_each} makes of a block: one without either, else one for each key.
 *
 * @param byKey by what follows the address, such as {@code ["a"]} or {@code [0]}; empty for the one without either
 * @param form how references see them
 * @param unresolved what of the number only AWS knows; then there are none
 */
record Instances<T>(Map<String, T> byKey, Form form, Optional<Unresolved> unresolved) {
    private static final int MAXIMUM = 1000;

    enum Form {
        ONE,
        LIST,
        MAP
    }

    /**
     * Expands a block.
     *
     * @param make gets what follows the address, and the context with {@code each} or {@code count}
     * @throws EvaluationError if Terraform would refuse the number
     */
    static <T> Instances<T> of(Body body, Context context, BiFunction<String, Context, T> make) {
        Optional<HclValue> count =
                body.argument("count").map(argument -> argument.value().evaluate(context));
        Optional<HclValue> forEach =
                body.argument("for_each").map(argument -> argument.value().evaluate(context));
        if (count.isPresent()) {
            return counted(count.get(), context, make);
        }
        return forEach.map(value -> each(value, context, make))
                .orElseGet(() -> new Instances<>(Map.of("", make.apply("", context)), Form.ONE, Optional.empty()));
    }

    private static <T> Instances<T> counted(HclValue count, Context context, BiFunction<String, Context, T> make) {
        if (count instanceof Unresolved unresolved) {
            return new Instances<>(Map.of(), Form.LIST, Optional.of(unresolved));
        }
        String text = Values.text(count);
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MAXIMUM) {
            throw new EvaluationError("count is %s, but must be a number from 0 to %,d".formatted(text, MAXIMUM));
        }
        Map<String, T> made = new LinkedHashMap<>();
        for (int i = 0; i < Integer.parseInt(text); i++) {
            HclValue index = HclValue.entries(Map.of("index", HclValue.number(i)));
            String key = "[" + i + "]";
            made.put(key, make.apply(key, context.with(Map.of("count", index))));
        }
        return new Instances<>(made, Form.LIST, Optional.empty());
    }

    private static <T> Instances<T> each(HclValue over, Context context, BiFunction<String, Context, T> make) {
        if (over instanceof Unresolved unresolved) {
            return new Instances<>(Map.of(), Form.MAP, Optional.of(unresolved));
        }
        if (over instanceof Null) {
            throw new EvaluationError("for_each is null, but must be a map or a set of strings");
        }
        Map<String, T> made = new LinkedHashMap<>();
        Map<String, HclValue> byKey = byKey(over);
        Optional<Unresolved> missing = byKey.keySet().stream()
                .map(Marks::firstMissing)
                .flatMap(Optional::stream)
                .findFirst();
        if (missing.isPresent()) {
            return new Instances<>(Map.of(), Form.MAP, missing);
        }
        for (Map.Entry<String, HclValue> each : byKey.entrySet()) {
            HclValue round = HclValue.entries(Map.of("key", HclValue.text(each.getKey()), "value", each.getValue()));
            String key = "[\"" + each.getKey() + "\"]";
            made.put(key, make.apply(key, context.with(Map.of("each", round))));
        }
        return new Instances<>(made, Form.MAP, Optional.empty());
    }

    private static Map<String, HclValue> byKey(HclValue over) {
        Map<String, HclValue> byKey = new LinkedHashMap<>();
        if (over instanceof Entries entries) {
            entries.keys().forEach(key -> byKey.put(key, entries.get(key)));
        } else {
            for (HclValue item : Values.items(over)) {
                if (!(item instanceof Text)) {
                    throw new EvaluationError(
                            "for_each has %s, but takes a map or a set of strings".formatted(item.kind()));
                }
                byKey.put(Marks.form(Values.text(item)), item);
            }
        }
        return byKey;
    }

    /** Returns them as references see them. */
    HclValue value(Function<T, HclValue> each) {
        if (unresolved.isPresent()) {
            return unresolved.get();
        }
        return switch (form) {
            case ONE -> each.apply(byKey.values().iterator().next());
            case LIST -> HclValue.items(byKey.values().stream().map(each).toList());
            case MAP -> {
                Map<String, HclValue> values = new LinkedHashMap<>();
                byKey.forEach((key, value) -> values.put(key.substring(2, key.length() - 2), each.apply(value)));
                yield HclValue.entries(values);
            }
        };
    }

    List<T> all() {
        return List.copyOf(byKey.values());
    }
}
