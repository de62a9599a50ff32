package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The door of the language: parses files, and what is written elsewhere than in files. */
public final class Hcl {
    private Hcl() {}

    /**
     * Parses a file.
     *
     * @param file as messages name it
     * @throws UserError if it is not HCL, with the file and the line
     */
    public static Body parse(String file, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new BodyParser(new Cursor(file, withoutMark, 1)).file();
    }

    /**
     * Parses an expression by itself.
     *
     * @param where as messages name the place where it is written
     * @throws UserError if it is none
     */
    public static Expression expression(String where, String text) {
        Cursor cursor = new Cursor(where, text, 1);
        Expression expression = new ExpressionParser(cursor).inParentheses();
        if (!cursor.isAtEnd()) {
            throw cursor.error("the end is expected, not " + cursor.shown());
        }
        return expression;
    }

    /**
     * Returns what a function gives that reads no file.
     *
     * @throws EvaluationError if it does not take the arguments
     */
    public static HclValue call(String function, List<HclValue> arguments) {
        return Functions.apply(new Arguments(function, arguments, Path.of("")));
    }

    /** Returns the name that the expression is, if it is a name by itself. */
    public static Optional<String> name(Expression expression) {
        return expression instanceof Name name ? Optional.of(name.name()) : Optional.empty();
    }

    /**
     * Parses the content of a string: a template.
     *
     * @param line the one where it starts
     * @throws UserError if an expression in it is none
     */
    public static Expression template(String where, String text, int line) {
        Cursor cursor = new Cursor(where, text, line);
        return new StringParser(cursor, new ExpressionParser(cursor)).template();
    }
}
