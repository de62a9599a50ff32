package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;

/** {@code condition ? yes : no}. */
record Conditional(Expression condition, Expression yes, Expression no) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        HclValue holds = condition.evaluate(context);
        if (holds instanceof Unresolved) {
            return holds;
        }
        return (Values.bool(holds) ? yes : no).evaluate(context);
    }
}
