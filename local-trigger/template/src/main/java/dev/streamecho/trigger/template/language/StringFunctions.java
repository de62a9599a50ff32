package dev.streamecho.trigger.template.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The functions that make strings, or take them apart. */
final class StringFunctions {
    private StringFunctions() {}

    static Value join(Value argument) {
        List<Value> arguments = Intrinsics.arguments(argument, 2, 2, "Fn::Join: [delimiter, [value, …]]");
        String delimiter = arguments.get(0).text();
        return argument.withText(
                arguments.get(1).items().stream().map(Value::text).collect(Collectors.joining(delimiter)));
    }

    static Value split(Value argument) {
        List<Value> arguments = Intrinsics.arguments(argument, 2, 2, "Fn::Split: [delimiter, string]");
        String delimiter = arguments.get(0).text();
        if (delimiter.isEmpty()) {
            throw argument.error("Fn::Split needs a delimiter that is not empty");
        }
        return argument.with(new Sequence(
                parts(arguments.get(1).text(), delimiter).stream()
                        .<TemplateNode>map(part -> TemplateNode.text(part, argument.line()))
                        .toList(),
                argument.line()));
    }

    /** A delimiter within a placeholder does not count. */
    private static List<String> parts(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        Matcher placeholder = Unknown.placeholdersIn(text);
        int from = 0;
        while (from <= text.length()) {
            boolean hasOne = placeholder.find();
            int to = hasOne ? placeholder.start() : text.length();
            String[] between = text.substring(from, to).split(Pattern.quote(delimiter), -1);
            part.append(between[0]);
            for (int i = 1; i < between.length; i++) {
                parts.add(part.toString());
                part.setLength(0);
                part.append(between[i]);
            }
            if (!hasOne) {
                break;
            }
            part.append(placeholder.group());
            from = placeholder.end();
        }
        parts.add(part.toString());
        return parts;
    }

    static Value base64(Value argument) {
        return argument.withText(
                Base64.getEncoder().encodeToString(argument.text().getBytes(UTF_8)));
    }

    static Value toJsonString(Value argument) {
        return argument.withText(argument.json().toString());
    }
}
