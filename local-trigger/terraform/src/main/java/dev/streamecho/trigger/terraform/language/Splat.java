package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.List;
import java.util.Map;

/**
 * {@code source[*].each}: what follows is asked of each item. What is not a list is a list of one, or none if it is
 * {@code null}.
 *
 * @param each in terms of {@link #ITEM}
 */
record Splat(Expression source, Expression each) implements Expression {
    /** No name in a file has this form. */
    static final Name ITEM = new Name("*");

    @Override
    public HclValue evaluate(Context context) {
        HclValue value = source.evaluate(context);
        if (value instanceof Unresolved) {
            return value;
        }
        if (value instanceof Null) {
            return HclValue.items(List.of());
        }
        List<HclValue> items = value instanceof Items list ? list.items() : List.of(value);
        return HclValue.items(items.stream()
                .map(item -> each.evaluate(context.with(Map.of(ITEM.name(), item))))
                .toList());
    }
}
