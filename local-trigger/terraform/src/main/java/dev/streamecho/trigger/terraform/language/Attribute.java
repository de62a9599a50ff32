package dev.streamecho.trigger.terraform.language;

/** {@code of.name}. */
record Attribute(Expression of, String name) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        return Values.attribute(of.evaluate(context), name);
    }
}
