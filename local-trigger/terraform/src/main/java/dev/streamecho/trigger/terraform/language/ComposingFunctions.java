package dev.streamecho.trigger.terraform.language;

import static dev.streamecho.trigger.terraform.language.HclValue.text;

import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Functions that put values together into strings and lists, whatever the values are. */
final class ComposingFunctions {
    /** As in Go: flags, width, precision, and the verb; or two percent signs. */
    private static final Pattern VERB =
            Pattern.compile("%(?:%|(?:\\[(\\d{1,3})])?([-+ 0#]*)(\\d{1,3})?(?:\\.(\\d{1,3}))?([a-zA-Z]))");

    private ComposingFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("format", call -> text(format(call.text(0), call.values().subList(1, call.size()))));
        group.add("formatlist", ComposingFunctions::formatList);
        group.add("join", ComposingFunctions::join);
        group.add("jsonencode", call -> text(HclJson.write(call.value(0))));
        group.add("list", call -> HclValue.items(call.values()));
        group.add(
                "templatestring",
                call -> Hcl.template("templatestring", call.text(0), 1)
                        .evaluate(new TemplateContext(call.entries(1), call.folder())));
        group.add(
                "tostring",
                call -> call.value(0) instanceof Null ? HclValue.Null.VALUE : text(Values.text(call.value(0))));
    }

    private static HclValue join(Arguments call) {
        List<HclValue> all = new ArrayList<>();
        for (int i = 1; i < call.size(); i++) {
            if (call.value(i) instanceof Unresolved unresolved) {
                return unresolved;
            }
            all.addAll(call.items(i));
        }
        return text(all.stream().map(Values::text).collect(Collectors.joining(call.text(0))));
    }

    private static HclValue formatList(Arguments call) {
        List<HclValue> arguments = call.values().subList(1, call.size());
        int length = arguments.stream()
                .filter(HclValue.Items.class::isInstance)
                .mapToInt(list -> Values.items(list).size())
                .max()
                .orElse(1);
        List<HclValue> formatted = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int number = i;
            formatted.add(text(format(
                    call.text(0),
                    arguments.stream()
                            .map(each -> each instanceof HclValue.Items list
                                    ? Values.index(list, HclValue.number(number))
                                    : each)
                            .toList())));
        }
        return HclValue.items(formatted);
    }

    /**
     * Formats as Go does, of whose verbs Terraform has these.
     *
     * @see <a href="https://developer.hashicorp.com/terraform/language/functions/format">format</a>
     */
    private static String format(String format, List<HclValue> arguments) {
        int[] next = {0};
        return VERB.matcher(format).replaceAll(verb -> {
            if (verb.group().equals("%%")) {
                return "%";
            }
            if (verb.group(1) != null) {
                next[0] = Integer.parseInt(verb.group(1)) - 1;
            }
            if (next[0] >= arguments.size()) {
                throw new EvaluationError("format: there is no value for " + verb.group());
            }
            return Matcher.quoteReplacement(formatted(verb, arguments.get(next[0]++)));
        });
    }

    private static String formatted(MatchResult verb, HclValue value) {
        String flags = verb.group(2);
        String width = verb.group(3) == null ? "" : verb.group(3);
        String precision = verb.group(4) == null ? "" : "." + verb.group(4);
        return switch (verb.group(5)) {
            case "d" ->
                value instanceof Unresolved
                        ? Values.text(value)
                        : ("%" + flags + width + "d")
                                .formatted(Values.number(value).toBigInteger());
            case "x", "X", "o" ->
                ("%" + flags + width + verb.group(5))
                        .formatted(Values.number(value).toBigInteger());
            case "b" -> Values.number(value).toBigInteger().toString(2);
            case "f", "F", "e", "g" ->
                ("%" + flags + width + precision + (verb.group(5).equals("e") ? "e" : "f"))
                        .formatted(Values.number(value));
            case "q" -> "\"" + Values.text(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case "t" -> String.valueOf(Values.bool(value));
            case "s" -> padded(Values.text(value), flags, width);
            case "v" ->
                padded(
                        value instanceof HclValue.Items || value instanceof HclValue.Entries || value instanceof Null
                                ? HclJson.write(value)
                                : Values.text(value),
                        flags,
                        width);
            default -> throw new EvaluationError("format: %s is not a verb".formatted(verb.group()));
        };
    }

    private static String padded(String text, String flags, String width) {
        return width.isEmpty() ? text : ("%" + (flags.contains("-") ? "-" : "") + width + "s").formatted(text);
    }
}
