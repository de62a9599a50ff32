package dev.streamecho.trigger.terraform.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.language.Body.Argument;
import dev.streamecho.trigger.terraform.language.HclValue.Num;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parses files of which the name ends in {@code .json}: the same blocks and arguments.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json">JSON Configuration Syntax</a>
 */
public final class JsonSyntax {
    /** How many labels blocks have; the values of others are arguments. */
    private static final Map<String, Integer> LABELS = Map.ofEntries(
            Map.entry("resource", 2),
            Map.entry("data", 2),
            Map.entry("variable", 1),
            Map.entry("output", 1),
            Map.entry("module", 1),
            Map.entry("provider", 1),
            Map.entry("locals", 0),
            Map.entry("terraform", 0));

    private static final String COMMENT = "//";
    private static final int MAXIMUM_DEPTH = 200;

    private final String file;
    private final boolean hasExpressions;

    private JsonSyntax(String file, boolean hasExpressions) {
        this.file = file;
        this.hasExpressions = hasExpressions;
    }

    /** A value with the line where it starts. */
    private record Part(Object content, int line) {}

    /** A key and its value. */
    private record Member(String name, Part value, int line) {}

    /**
     * Parses a configuration.
     *
     * @param file as messages name it
     * @throws UserError if it is not JSON, with the file and the line
     */
    public static Body configuration(String file, String text) {
        JsonSyntax syntax = new JsonSyntax(file, true);
        List<Block> blocks = new ArrayList<>();
        for (Member member : syntax.members(syntax.parse(text))) {
            if (!member.name().equals(COMMENT)) {
                syntax.addBlocks(
                        member.name(), List.of(), member.value(), LABELS.getOrDefault(member.name(), 0), blocks);
            }
        }
        return new Body(List.of(), blocks);
    }

    /**
     * Parses values of variables, whose strings are as they stand.
     *
     * @throws UserError if it is not JSON, with the file and the line
     */
    public static Body values(String file, String text) {
        JsonSyntax syntax = new JsonSyntax(file, false);
        return syntax.body(syntax.parse(text));
    }

    private void addBlocks(String type, List<String> labels, Part value, int missing, List<Block> blocks) {
        if (missing > 0) {
            for (Part part : each(value)) {
                for (Member member : members(part)) {
                    List<String> more = new ArrayList<>(labels);
                    more.add(member.name());
                    addBlocks(type, more, member.value(), missing - 1, blocks);
                }
            }
            return;
        }
        each(value).forEach(part -> blocks.add(new Block(type, labels, body(part), file, part.line())));
    }

    private Body body(Part object) {
        List<Argument> arguments = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (Member member : members(object)) {
            if (hasExpressions && member.name().equals("dynamic")) {
                addBlocks("dynamic", List.of(), member.value(), 1, blocks);
            } else if (hasExpressions
                    && (member.name().equals("content") || member.name().equals("validation"))) {
                addBlocks(member.name(), List.of(), member.value(), 0, blocks);
            } else if (!member.name().equals(COMMENT)) {
                arguments.add(new Argument(member.name(), expression(member.value()), member.line()));
            }
        }
        return new Body(arguments, blocks);
    }

    private Expression expression(Part part) {
        Object content = part.content();
        if (content instanceof String text) {
            return hasExpressions ? Hcl.template(file, text, part.line()) : new Constant(HclValue.text(text));
        }
        if (content instanceof HclValue value) {
            return new Constant(value);
        }
        if (content instanceof Members members) {
            return new ObjectExpression(members.all().stream()
                    .map(member -> new ObjectExpression.Entry(
                            expression(new Part(member.name(), member.line())), expression(member.value())))
                    .toList());
        }
        return new ListExpression(each(part).stream().map(this::expression).toList());
    }

    private record Members(List<Member> all) {}

    private record Elements(List<Part> all) {}

    private static List<Part> each(Part part) {
        return part.content() instanceof Elements elements ? elements.all() : List.of(part);
    }

    private List<Member> members(Part part) {
        if (part.content() instanceof Members members) {
            return members.all();
        }
        throw new UserError("%s: line %d: an object is expected".formatted(file, part.line()));
    }

    private Part parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Part whole = part(parser, 0);
            if (parser.nextToken() != null) {
                throw new UserError("%s: line %d: the end of the file is expected"
                        .formatted(file, parser.currentTokenLocation().getLineNr()));
            }
            return whole;
        } catch (JsonProcessingException e) {
            throw new UserError(
                    "%s: line %d: not JSON: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    reason(e)),
                    e);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Part part(JsonParser parser, int depth) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > MAXIMUM_DEPTH) {
            throw new UserError("%s: line %d: nested more than %d deep".formatted(file, line, MAXIMUM_DEPTH));
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new Part(object(parser, depth), line);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Part> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(part(parser, depth + 1));
            }
            return new Part(new Elements(elements), line);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new Part(parser.getText(), line);
        }
        return new Part(scalar(parser, line), line);
    }

    private Members object(JsonParser parser, int depth) throws IOException {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int line = parser.currentTokenLocation().getLineNr();
            String name = parser.currentName();
            parser.nextToken();
            members.add(new Member(name, part(parser, depth + 1), line));
        }
        return new Members(members);
    }

    private HclValue scalar(JsonParser parser, int line) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return HclValue.bool(token == JsonToken.VALUE_TRUE);
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return new Num(parser.getDecimalValue());
        }
        if (token == JsonToken.VALUE_NULL) {
            return HclValue.Null.VALUE;
        }
        throw new UserError("%s: line %d: the file ends where a value is expected".formatted(file, line));
    }

    /** Returns in one line what is wrong, without what Jackson says of the text that it has read. */
    public static String reason(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll("\\[Source: .*?; (?=line: )", "[")
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
