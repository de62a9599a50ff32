package dev.streamecho.trigger.terraform.language;

import java.util.List;

/** {@code [a, b]}. */
record ListExpression(List<Expression> items) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        return HclValue.items(items.stream().map(item -> item.evaluate(context)).toList());
    }
}
