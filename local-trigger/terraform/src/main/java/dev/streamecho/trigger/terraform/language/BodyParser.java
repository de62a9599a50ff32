package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.Body.Argument;
import java.util.ArrayList;
import java.util.List;

/** Parses arguments and blocks. */
final class BodyParser {
    private final Cursor cursor;
    private final ExpressionParser expressions;

    BodyParser(Cursor cursor) {
        this.cursor = cursor;
        this.expressions = new ExpressionParser(cursor);
    }

    /** Parses a whole file. */
    Body file() {
        Body body = body();
        if (!cursor.isAtEnd()) {
            throw cursor.error("an argument or a block is expected, not " + cursor.shown());
        }
        return body;
    }

    private Body body() {
        List<Argument> arguments = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        cursor.enter();
        cursor.skipLines();
        while (cursor.isAtName()) {
            int line = cursor.line();
            String name = cursor.name();
            cursor.skipBlanks();
            if (cursor.take("=")) {
                arguments.add(argument(name, line, arguments));
            } else {
                blocks.add(block(name, line));
            }
            endOfLine();
            cursor.skipLines();
        }
        cursor.leave();
        return new Body(arguments, blocks);
    }

    private Argument argument(String name, int line, List<Argument> before) {
        before.stream().filter(other -> other.name().equals(name)).findFirst().ifPresent(other -> {
            throw cursor.error(line, "%s is there already, in line %d".formatted(name, other.line()));
        });
        return new Argument(name, expressions.expression(), line);
    }

    private Block block(String type, int line) {
        List<String> labels = new ArrayList<>();
        while (!cursor.take("{")) {
            labels.add(label(type));
            cursor.skipBlanks();
        }
        Body body = body();
        if (!cursor.take("}")) {
            throw cursor.isAtEnd()
                    ? cursor.error(line, "the block %s has no end }".formatted(type))
                    : cursor.error("an argument, a block or } is expected, not " + cursor.shown());
        }
        return new Block(type, labels, body, cursor.file(), line);
    }

    private String label(String type) {
        if (cursor.isAtName()) {
            return cursor.name();
        }
        if (cursor.take("\"")) {
            String label = cursor.takeWhile(character -> character != '"' && character != '\n');
            cursor.expect("\"");
            return label;
        }
        throw cursor.error("= or { is expected after %s, not %s".formatted(type, cursor.shown()));
    }

    private void endOfLine() {
        cursor.skipBlanks();
        if (!cursor.isAtEnd() && cursor.peek() != '\n' && cursor.peek() != '}') {
            throw cursor.error("the end of the line is expected, not " + cursor.shown());
        }
    }
}
