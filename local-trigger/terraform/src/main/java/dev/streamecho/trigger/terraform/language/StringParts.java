package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.StringToken.For;
import dev.streamecho.trigger.terraform.language.StringToken.If;
import dev.streamecho.trigger.terraform.language.StringToken.Interpolation;
import dev.streamecho.trigger.terraform.language.StringToken.Literal;
import dev.streamecho.trigger.terraform.language.StringToken.Trimming;
import dev.streamecho.trigger.terraform.language.StringToken.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an expression of the parts of a string. This class is not thread-safe. */
final class StringParts {
    private static final Expression EMPTY = new Constant(HclValue.text(""));

    private final Cursor cursor;
    private List<StringToken> tokens = List.of();
    private int at;

    /** @param cursor says errors at the end of the string */
    StringParts(Cursor cursor) {
        this.cursor = cursor;
    }

    Expression build(List<StringToken> read, StringBuilder last) {
        List<StringToken> all = new ArrayList<>(read);
        all.add(new Literal(last.toString()));
        tokens = trimmed(all);
        Expression whole = until(List.of());
        if (at < tokens.size()) {
            throw cursor.error("%{ " + ((Word) tokens.get(at)).word() + " } has no beginning");
        }
        return whole;
    }

    /** Between two others there is always a literal, if an empty one. */
    private static List<StringToken> trimmed(List<StringToken> all) {
        List<StringToken> trimmed = new ArrayList<>(all);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Trimming trimming) {
                trimmed.set(i, trimming.token());
                if (trimming.before() && trimmed.get(i - 1) instanceof Literal literal) {
                    trimmed.set(i - 1, new Literal(literal.text().stripTrailing()));
                }
                if (trimming.after() && all.get(i + 1) instanceof Literal literal) {
                    trimmed.set(i + 1, new Literal(literal.text().stripLeading()));
                }
            }
        }
        return trimmed.stream()
                .filter(token ->
                        !(token instanceof Literal literal && literal.text().isEmpty()))
                .toList();
    }

    /** Reads up to one of the words, or to the end. */
    private Expression until(List<String> words) {
        List<Expression> parts = new ArrayList<>();
        while (at < tokens.size() && !(tokens.get(at) instanceof Word word && isEnd(word, words))) {
            parts.add(part(tokens.get(at++)));
        }
        if (parts.isEmpty()) {
            return EMPTY;
        }
        // An expression alone keeps its type: "${var.number}".
        return parts.size() == 1 ? parts.get(0) : new StringTemplate(List.copyOf(parts));
    }

    private boolean isEnd(Word word, List<String> words) {
        if (!words.isEmpty() && !words.contains(word.word())) {
            throw cursor.error(
                    "%{ " + word.word() + " } where %{ " + String.join(" } or %{ ", words) + " } is expected");
        }
        return true;
    }

    private Expression part(StringToken token) {
        if (token instanceof Literal literal) {
            return new Constant(HclValue.text(literal.text()));
        }
        if (token instanceof Interpolation interpolation) {
            return interpolation.expression();
        }
        if (token instanceof If condition) {
            Expression yes = until(List.of("else", "endif"));
            Optional<Expression> no =
                    take("endif", "else").equals("else") ? Optional.of(until(List.of("endif"))) : Optional.empty();
            if (no.isPresent()) {
                take("endif", "endif");
            }
            return new Conditional(condition.condition(), yes, no.orElse(EMPTY));
        }
        Expression body = until(List.of("endfor"));
        take("endfor", "endfor");
        return new StringTemplate.Loop(((For) token).loop(), body);
    }

    private String take(String one, String other) {
        if (at >= tokens.size()) {
            throw cursor.error("%{ " + one + " } is missing");
        }
        String word = ((Word) tokens.get(at++)).word();
        if (!word.equals(one) && !word.equals(other)) {
            throw cursor.error("%{ " + one + " } is expected, not %{ " + word + " }");
        }
        return word;
    }
}
