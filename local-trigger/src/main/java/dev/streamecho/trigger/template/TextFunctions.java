package dev.streamecho.trigger.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.template.TemplateNode.Sequence;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The functions that make or take apart text. */
final class TextFunctions {
    private TextFunctions() {}

    static Value join(Value argument) {
        List<Value> arguments = Intrinsics.arguments(argument, 2, 2, "Fn::Join: [delimiter, [value, …]]");
        String delimiter = arguments.get(0).text();
        return argument.withText(
                arguments.get(1).items().stream().map(Value::text).collect(Collectors.joining(delimiter)));
    }

    static Value split(Value argument) {
        List<Value> arguments = Intrinsics.arguments(argument, 2, 2, "Fn::Split: [delimiter, text]");
        String delimiter = arguments.get(0).text();
        if (delimiter.isEmpty()) {
            throw argument.error("Fn::Split needs a delimiter that is not empty");
        }
        String[] parts = arguments.get(1).text().split(Pattern.quote(delimiter), -1);
        return argument.with(new Sequence(
                Arrays.stream(parts)
                        .<TemplateNode>map(part -> TemplateNode.text(part, argument.line()))
                        .toList(),
                argument.line()));
    }

    static Value base64(Value argument) {
        return argument.withText(
                Base64.getEncoder().encodeToString(argument.text().getBytes(UTF_8)));
    }

    static Value toJsonString(Value argument) {
        return argument.withText(argument.json().toString());
    }
}
