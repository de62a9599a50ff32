package dev.streamecho.trigger.terraform.language;

/** {@code of[key]}. */
record Index(Expression of, Expression key) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        return Values.index(of.evaluate(context), key.evaluate(context));
    }
}
