package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Num;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;

/** {@code -operand}, or {@code !operand}. */
record Negation(boolean ofNumber, Expression operand) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        HclValue value = operand.evaluate(context);
        if (value instanceof Unresolved) {
            return value;
        }
        return ofNumber ? new Num(Values.number(value).negate()) : HclValue.bool(!Values.bool(value));
    }
}
