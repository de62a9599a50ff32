package dev.streamecho.trigger.template.language;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A node of the template as it is written; {@code !Ref x} and {@code {"Ref": "x"}} are the same node here. */
public sealed interface TemplateNode {

    /** Returns the line, from 1, where the node or its key starts. */
    int line();

    /** What kind of scalar was written; quoted scalars are strings. */
    enum ScalarType {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /**
     * A single value.
     *
     * @param text as it is written, a number too; booleans are {@code true} or {@code false}
     */
    record Scalar(String text, ScalarType type, int line) implements TemplateNode {}

    /** A list. */
    record Sequence(List<TemplateNode> items, int line) implements TemplateNode {}

    /** Keys and values in the order of the template. */
    record Mapping(Map<String, TemplateNode> entries, int line) implements TemplateNode {}

    /** What {@code Ref: AWS::NoValue} leaves in its place. */
    record NoValue(int line) implements TemplateNode {}

    /**
     * What a definition in another form than a template has in a value's place: it is made when the value is read.
     *
     * @param content gets the place, and returns it with what is there, or throws its error
     */
    record Computed(UnaryOperator<Value> content, int line) implements TemplateNode {}

    /** Returns a string that a function of the template made. */
    static Scalar text(String text, int line) {
        return new Scalar(text, ScalarType.TEXT, line);
    }

    /** Returns whether it is a call of an intrinsic function. */
    default boolean isCall() {
        return Intrinsics.isCall(this);
    }

    /** Returns what the node is, for a message: "a list". */
    default String kind() {
        if (this instanceof Scalar scalar) {
            return switch (scalar.type()) {
                case TEXT -> "a string";
                case NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case NULL -> "empty";
            };
        }
        if (this instanceof NoValue) {
            return "AWS::NoValue";
        }
        return this instanceof Sequence ? "a list" : "a mapping";
    }
}
