package dev.streamecho.trigger.terraform.language;

/** A number, a boolean, {@code null}, or a string without anything to evaluate in it. */
record Constant(HclValue value) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        return value;
    }
}
