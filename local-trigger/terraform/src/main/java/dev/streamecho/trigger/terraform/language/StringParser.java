package dev.streamecho.trigger.terraform.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses strings: quoted ones, heredocs and files of templates.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates">Templates</a>
 */
final class StringParser {
    private final Cursor cursor;
    private final ExpressionParser expressions;

    StringParser(Cursor cursor, ExpressionParser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    /** Parses up to the quotation mark at the end; the one at the beginning is read already. */
    Expression quoted() {
        int line = cursor.line();
        List<StringToken> tokens = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (!cursor.take("\"")) {
            if (cursor.isAtEnd() || cursor.peek() == '\n') {
                throw cursor.error(line, "the string that begins there has no closing \"");
            }
            if (cursor.take("\\")) {
                literal.append(escaped());
            } else {
                content(literal, tokens);
            }
        }
        return new StringParts(cursor).build(tokens, literal);
    }

    /** Parses up to the end of the text. */
    Expression template() {
        List<StringToken> tokens = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (!cursor.isAtEnd()) {
            content(literal, tokens);
        }
        return new StringParts(cursor).build(tokens, literal);
    }

    /** Parses <code>&lt;&lt;MARKER</code> and the lines up to that with the marker alone. */
    Expression heredoc() {
        int line = cursor.line();
        cursor.expect("<<");
        boolean isIndented = cursor.take("-");
        String marker = cursor.name();
        if (!cursor.takeLine().isBlank()) {
            throw cursor.error(line, "the end of the line is expected after <<" + marker);
        }
        List<String> lines = new ArrayList<>();
        while (true) {
            if (cursor.isAtEnd()) {
                throw cursor.error(
                        line, "there is no line with %s alone, where the string would end".formatted(marker));
            }
            String text = cursor.takeWhile(character -> character != '\n');
            if (text.strip().equals(marker)) {
                break;
            }
            if (!cursor.isAtEnd()) {
                cursor.next();
            }
            lines.add(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
        String content = (isIndented ? withoutIndent(lines) : lines)
                .stream().map(each -> each + "\n").reduce("", String::concat);
        return Hcl.template(cursor.file(), content, line + 1);
    }

    private static List<String> withoutIndent(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? line.stripLeading() : line.substring(indent))
                .toList();
    }

    /** Reads a character, an expression or a directive. */
    private void content(StringBuilder literal, List<StringToken> tokens) {
        if (cursor.take("$${")) {
            literal.append("${");
        } else if (cursor.take("%%{")) {
            literal.append("%{");
        } else if (cursor.isAt("${") || cursor.isAt("%{")) {
            tokens.add(new StringToken.Literal(literal.toString()));
            literal.setLength(0);
            tokens.add(sequence());
        } else {
            literal.append(cursor.next());
        }
    }

    private StringToken sequence() {
        boolean isDirective = cursor.next() == '%';
        int line = cursor.line();
        cursor.expect("{");
        boolean trimsBefore = cursor.take("~");
        boolean before = cursor.inParentheses(true);
        cursor.skipBlanks();
        StringToken token = isDirective ? directive() : new StringToken.Interpolation(expressions.expression());
        cursor.skipBlanks();
        cursor.inParentheses(before);
        boolean trimsAfter = cursor.take("~");
        if (!cursor.take("}")) {
            throw cursor.error(
                    line, "} is expected at the end of %s{, not %s".formatted(isDirective ? "%" : "$", cursor.shown()));
        }
        return trimsBefore || trimsAfter ? new StringToken.Trimming(token, trimsBefore, trimsAfter) : token;
    }

    private StringToken directive() {
        if (cursor.isAtWord("for")) {
            return new StringToken.For(expressions.loopWithoutColon());
        }
        String word = cursor.name();
        return switch (word) {
            case "if" -> new StringToken.If(expressions.expression());
            case "else", "endif", "endfor" -> new StringToken.Word(word);
            default ->
                throw cursor.error(
                        "%%{ %s is not a directive; there are if, else, endif, for and endfor".formatted(word));
        };
    }

    private String escaped() {
        char character = cursor.next();
        return switch (character) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\' -> String.valueOf(character);
            case 'u' -> unicode(4);
            case 'U' -> unicode(8);
            default ->
                throw cursor.error("\\%s means nothing in a string; a backslash is written \\\\".formatted(character));
        };
    }

    private String unicode(int digits) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            code.append(cursor.next());
        }
        return parsed(code.toString())
                .orElseThrow(() -> cursor.error("\\u is followed by the number of a character, not " + code));
    }

    private static Optional<String> parsed(String hexadecimal) {
        try {
            return Optional.of(Character.toString(Integer.parseInt(hexadecimal, 16)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
