package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Num;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses expressions.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions">Expressions</a>
 */
final class ExpressionParser {
    private final Cursor cursor;
    private final StringParser strings;

    ExpressionParser(Cursor cursor) {
        this.cursor = cursor;
        this.strings = new StringParser(cursor, this);
    }

    Expression expression() {
        cursor.enter();
        Expression first = operation(0);
        cursor.skipBlanks();
        if (cursor.peek() == '?') {
            cursor.next();
            Expression yes = expression();
            cursor.skipBlanks();
            cursor.expect(":");
            first = new Conditional(first, yes, expression());
        }
        cursor.leave();
        return first;
    }

    /** Parses an expression in which a new line is no more than a blank. */
    Expression inParentheses() {
        boolean before = cursor.inParentheses(true);
        Expression expression = expression();
        cursor.skipBlanks();
        cursor.inParentheses(before);
        return expression;
    }

    private Expression operation(int strength) {
        if (strength == Operation.BY_STRENGTH.size()) {
            return negation();
        }
        Expression left = operation(strength + 1);
        while (true) {
            cursor.skipBlanks();
            Optional<String> operator = Operation.BY_STRENGTH.get(strength).stream()
                    .filter(cursor::isAt)
                    .findFirst();
            if (operator.isEmpty()) {
                return left;
            }
            cursor.take(operator.get());
            left = new Operation(operator.get(), left, operation(strength + 1));
        }
    }

    private Expression negation() {
        cursor.skipBlanks();
        if (cursor.peek() == '-' || cursor.peek() == '!') {
            cursor.enter();
            Expression negation = new Negation(cursor.next() == '-', negation());
            cursor.leave();
            return negation;
        }
        return traversal(term());
    }

    /** Parses what is asked of a value: {@code .name}, {@code [key]}, {@code [*]}. */
    private Expression traversal(Expression value) {
        Expression of = value;
        while (true) {
            if (cursor.isAt("...")) {
                return of;
            }
            if (cursor.take("[*]")) {
                return new Splat(of, traversal(Splat.ITEM));
            }
            if (cursor.take(".*")) {
                return traversal(new Splat(of, attributes(Splat.ITEM)));
            }
            if (cursor.take(".")) {
                of = member(of);
            } else if (cursor.take("[")) {
                of = new Index(of, inParentheses());
                cursor.expect("]");
            } else {
                return of;
            }
        }
    }

    private Expression attributes(Expression value) {
        Expression of = value;
        while (cursor.peek() == '.' && (cursor.peek(1) == '_' || Character.isLetter(cursor.peek(1)))) {
            cursor.next();
            of = member(of);
        }
        return of;
    }

    private Expression member(Expression of) {
        if (isDigit(cursor.peek())) {
            return new Index(of, new Constant(new Num(new BigDecimal(cursor.takeWhile(ExpressionParser::isDigit)))));
        }
        return new Attribute(of, cursor.name());
    }

    private Expression term() {
        if (isDigit(cursor.peek())) {
            return number();
        }
        if (cursor.take("\"")) {
            return strings.quoted();
        }
        if (cursor.isAt("<<")) {
            return strings.heredoc();
        }
        if (cursor.take("(")) {
            Expression inner = inParentheses();
            cursor.expect(")");
            return inner;
        }
        if (cursor.take("[")) {
            return list();
        }
        if (cursor.take("{")) {
            return object();
        }
        if (cursor.isAtName()) {
            return named();
        }
        throw cursor.error("a value is expected, not " + cursor.shown());
    }

    private Expression number() {
        StringBuilder digits = new StringBuilder(cursor.takeWhile(ExpressionParser::isDigit));
        if (cursor.peek() == '.' && isDigit(cursor.peek(1))) {
            digits.append(cursor.next()).append(cursor.takeWhile(ExpressionParser::isDigit));
        }
        if (cursor.peek() == 'e' || cursor.peek() == 'E') {
            digits.append(cursor.next());
            if (cursor.peek() == '+' || cursor.peek() == '-') {
                digits.append(cursor.next());
            }
            digits.append(cursor.takeWhile(ExpressionParser::isDigit));
        }
        try {
            return new Constant(new Num(new BigDecimal(digits.toString())));
        } catch (NumberFormatException e) {
            throw cursor.error(digits + " is not a number");
        }
    }

    private Expression named() {
        StringBuilder name = new StringBuilder(cursor.name());
        while (cursor.take("::")) {
            name.append("::").append(cursor.name());
        }
        if (cursor.take("(")) {
            return call(name.toString());
        }
        return switch (name.toString()) {
            case "true" -> new Constant(HclValue.bool(true));
            case "false" -> new Constant(HclValue.bool(false));
            case "null" -> new Constant(HclValue.Null.VALUE);
            default -> new Name(name.toString());
        };
    }

    private Expression call(String function) {
        boolean before = cursor.inParentheses(true);
        List<Expression> arguments = new ArrayList<>();
        boolean isSpread = false;
        cursor.skipBlanks();
        while (!cursor.isAt(")")) {
            arguments.add(expression());
            cursor.skipBlanks();
            isSpread = cursor.take("...");
            cursor.skipBlanks();
            if (isSpread || !cursor.take(",")) {
                break;
            }
            cursor.skipBlanks();
        }
        cursor.inParentheses(before);
        cursor.expect(")");
        return new Call(function, List.copyOf(arguments), isSpread);
    }

    private Expression list() {
        boolean before = cursor.inParentheses(true);
        cursor.skipBlanks();
        Expression list;
        if (cursor.isAtWord("for")) {
            ForLoop loop = loop();
            list = new ForExpression(loop, Optional.empty(), expression(), false, condition());
        } else {
            list = new ListExpression(items());
        }
        cursor.skipBlanks();
        cursor.inParentheses(before);
        cursor.expect("]");
        return list;
    }

    private List<Expression> items() {
        List<Expression> items = new ArrayList<>();
        while (!cursor.isAt("]")) {
            items.add(expression());
            cursor.skipBlanks();
            if (!cursor.take(",")) {
                break;
            }
            cursor.skipBlanks();
        }
        return List.copyOf(items);
    }

    private ForLoop loop() {
        ForLoop loop = loopWithoutColon();
        cursor.skipBlanks();
        cursor.expect(":");
        return loop;
    }

    /** Parses {@code for key, value in source}. */
    ForLoop loopWithoutColon() {
        cursor.expect("for");
        cursor.skipBlanks();
        String first = cursor.name();
        cursor.skipBlanks();
        Optional<String> second = Optional.empty();
        if (cursor.take(",")) {
            cursor.skipBlanks();
            second = Optional.of(cursor.name());
            cursor.skipBlanks();
        }
        if (!cursor.isAtWord("in")) {
            throw cursor.error("in is expected, not " + cursor.shown());
        }
        cursor.expect("in");
        Expression source = expression();
        return second.map(value -> new ForLoop(Optional.of(first), value, source))
                .orElseGet(() -> new ForLoop(Optional.empty(), first, source));
    }

    private Optional<Expression> condition() {
        cursor.skipBlanks();
        return cursor.isAtWord("if") && cursor.take("if") ? Optional.of(expression()) : Optional.empty();
    }

    private Expression object() {
        boolean before = cursor.inParentheses(false);
        cursor.skipLines();
        Expression object;
        if (cursor.isAtWord("for")) {
            cursor.inParentheses(true);
            object = forObject();
        } else {
            object = entries();
        }
        cursor.skipLines();
        cursor.inParentheses(before);
        cursor.expect("}");
        return object;
    }

    private Expression forObject() {
        ForLoop loop = loop();
        Expression key = expression();
        cursor.skipBlanks();
        cursor.expect("=>");
        Expression value = expression();
        cursor.skipBlanks();
        boolean isGrouped = cursor.take("...");
        return new ForExpression(loop, Optional.of(key), value, isGrouped, condition());
    }

    private Expression entries() {
        List<ObjectExpression.Entry> entries = new ArrayList<>();
        while (!cursor.isAt("}")) {
            Expression key = key();
            cursor.skipBlanks();
            if (!cursor.take("=") && !cursor.take(":")) {
                throw cursor.error("= is expected after a key, not " + cursor.shown());
            }
            entries.add(new ObjectExpression.Entry(key, expression()));
            cursor.skipBlanks();
            if (!cursor.take(",") && cursor.peek() != '\n' && !cursor.isAt("}")) {
                throw cursor.error("a comma, a new line or } is expected, not " + cursor.shown());
            }
            cursor.skipLines();
        }
        return new ObjectExpression(List.copyOf(entries));
    }

    /** A name by itself is a string. */
    private Expression key() {
        boolean isInParentheses = cursor.peek() == '(';
        Expression key = operation(0);
        return key instanceof Name name && !isInParentheses ? new Constant(HclValue.text(name.name())) : key;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
