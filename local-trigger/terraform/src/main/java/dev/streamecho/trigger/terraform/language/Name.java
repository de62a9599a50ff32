package dev.streamecho.trigger.terraform.language;

/** A name at the beginning of a reference, such as {@code var} or {@code each}. */
record Name(String name) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        return context.named(name);
    }
}
