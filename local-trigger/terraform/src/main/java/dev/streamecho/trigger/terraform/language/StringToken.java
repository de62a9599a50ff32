package dev.streamecho.trigger.terraform.language;

/** A part of a string as it is written; those of a directive belong together with others. */
sealed interface StringToken {

    record Literal(String text) implements StringToken {}

    record Interpolation(Expression expression) implements StringToken {}

    record If(Expression condition) implements StringToken {}

    record For(ForLoop loop) implements StringToken {}

    /** {@code else}, {@code endif}, {@code endfor}. */
    record Word(String word) implements StringToken {}

    /** Another with {@code ~}, which removes the blanks next to it. */
    record Trimming(StringToken token, boolean before, boolean after) implements StringToken {}
}
