package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of strings that stand for what is known later: what only AWS knows, and what a resource gets when it is made here,
 * such as the ARN of its stream. They are characters for private use in the string itself, so that they survive everything that
 * puts strings together.
 */
public final class Marks {
    private static final char BEGIN = '\uE000';
    private static final char END = '\uE001';
    private static final char BETWEEN = '\uE002';
    private static final char INNER_BEGIN = '\uE003';
    private static final char INNER_END = '\uE004';
    private static final Pattern MARK = Pattern.compile(BEGIN + "([^" + END + "]*)" + END);

    private Marks() {}

    /** A part of a string. */
    public sealed interface Part {}

    /** A part that is as it stands. */
    public record Literal(String text) implements Part {}

    /** A part that only AWS knows. */
    public record Missing(String name) implements Part {}

    /**
     * A part that a resource gives.
     *
     * @param resource its address
     * @param attribute CloudFormation's name of the attribute, or {@code Ref}
     * @param form what it looks like on AWS, for functions that look into the string; empty if there is no such thing, such as the
     *     stream of a table without one
     */
    public record Reference(String resource, String attribute, String form) implements Part {

        /** Returns whether it stands for an empty string. */
        public boolean isNothing() {
            return form.isEmpty();
        }
    }

    /** Returns whether nothing of a string stands for something else. */
    public static boolean isPlain(String text) {
        return text.indexOf(BEGIN) < 0;
    }

    /** Returns the string that stands for what only AWS knows. */
    static String missing(Unresolved value) {
        return BEGIN + value.name() + END;
    }

    /** Returns the string that stands for what a resource gives. */
    public static String reference(Reference reference) {
        String form = reference.form.replace(BEGIN, INNER_BEGIN).replace(END, INNER_END);
        return BEGIN + String.join(String.valueOf(BETWEEN), reference.resource, reference.attribute, form) + END;
    }

    /** Returns the parts of a string in their order. */
    public static List<Part> parts(String text) {
        if (isPlain(text)) {
            return List.of(new Literal(text));
        }
        List<Part> parts = new ArrayList<>();
        Matcher marks = MARK.matcher(text);
        int at = 0;
        while (marks.find()) {
            if (marks.start() > at) {
                parts.add(new Literal(text.substring(at, marks.start())));
            }
            parts.add(part(marks.group(1)));
            at = marks.end();
        }
        if (at < text.length()) {
            parts.add(new Literal(text.substring(at)));
        }
        return parts;
    }

    private static Part part(String content) {
        String[] reference = content.split(String.valueOf(BETWEEN), -1);
        return reference.length == 3
                ? new Reference(
                        reference[0],
                        reference[1],
                        reference[2].replace(INNER_BEGIN, BEGIN).replace(INNER_END, END))
                : new Missing(content);
    }

    /** Returns what of a string only AWS knows, the first of it if there are several. */
    public static Optional<Unresolved> firstMissing(String text) {
        return parts(text).stream()
                .map(Marks::missing)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Unresolved> missing(Part part) {
        if (part instanceof Missing missing) {
            return Optional.of(new Unresolved(missing.name()));
        }
        return part instanceof Reference reference ? firstMissing(reference.form()) : Optional.empty();
    }

    /** Returns the string as it would look on AWS; what only AWS knows stays as it is. */
    public static String form(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder form = new StringBuilder();
        for (Part part : parts(text)) {
            if (part instanceof Literal literal) {
                form.append(literal.text());
            } else if (part instanceof Reference reference) {
                form.append(reference.form());
            } else {
                form.append(missing(new Unresolved(((Missing) part).name())));
            }
        }
        return form.toString();
    }
}
