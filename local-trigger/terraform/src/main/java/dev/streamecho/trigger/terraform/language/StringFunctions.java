package dev.streamecho.trigger.terraform.language;

import static dev.streamecho.trigger.terraform.language.HclValue.bool;
import static dev.streamecho.trigger.terraform.language.HclValue.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions that look into strings. */
final class StringFunctions {
    private static final int MOST_BLANKS = 1000;

    private StringFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("chomp", call -> text(call.text(0).replaceAll("[\\r\\n]+$", "")));
        group.add("endswith", call -> bool(call.text(0).endsWith(call.text(1))));
        group.add(
                "indent",
                call -> text(call.text(1)
                        .replace("\n", "\n" + " ".repeat(Math.min(MOST_BLANKS, Math.max(0, call.integer(0)))))));
        group.add("lower", call -> text(call.text(0).toLowerCase(Locale.ROOT)));
        group.add("regex", StringFunctions::regex);
        group.add("regexall", StringFunctions::regexall);
        group.add("replace", StringFunctions::replace);
        group.add("split", StringFunctions::split);
        group.add("startswith", call -> bool(call.text(0).startsWith(call.text(1))));
        group.add("strcontains", call -> bool(call.text(0).contains(call.text(1))));
        group.add(
                "strrev", call -> text(new StringBuilder(call.text(0)).reverse().toString()));
        group.add("substr", StringFunctions::substr);
        group.add("title", call -> text(title(call.text(0))));
        group.add("trim", call -> text(trim(call.text(0), call.text(1))));
        group.add("trimprefix", call -> text(withoutPrefix(call.text(0), call.text(1))));
        group.add("trimspace", call -> text(call.text(0).strip()));
        group.add("trimsuffix", call -> text(withoutSuffix(call.text(0), call.text(1))));
        group.add("upper", call -> text(call.text(0).toUpperCase(Locale.ROOT)));
    }

    private static HclValue split(Arguments call) {
        String[] parts = call.text(1).split(Pattern.quote(call.text(0)), -1);
        return HclValue.items(Arrays.stream(parts).map(HclValue::text).toList());
    }

    /** What is between slashes is a regular expression. */
    private static HclValue replace(Arguments call) {
        String wanted = call.text(1);
        if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
            String replacement = call.text(2).replaceAll("\\$\\{?(\\w+)}?", "\\$$1");
            return text(pattern(wanted.substring(1, wanted.length() - 1), call)
                    .matcher(call.text(0))
                    .replaceAll(replacement));
        }
        return text(call.text(0).replace(wanted, call.text(2)));
    }

    private static HclValue substr(Arguments call) {
        String whole = call.text(0);
        int length = whole.length();
        int offset = call.integer(1) < 0 ? Math.max(0, length + call.integer(1)) : Math.min(length, call.integer(1));
        int end = call.integer(2) < 0 ? length : (int) Math.min(length, (long) offset + call.integer(2));
        return text(whole.substring(offset, end));
    }

    private static HclValue regex(Arguments call) {
        Matcher matcher = pattern(call.text(0), call).matcher(call.text(1));
        if (!matcher.find()) {
            throw new EvaluationError("regex: nothing in \"%s\" matches %s".formatted(call.text(1), call.text(0)));
        }
        return match(matcher, call.text(0));
    }

    private static HclValue regexall(Arguments call) {
        Matcher matcher = pattern(call.text(0), call).matcher(call.text(1));
        List<HclValue> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(match(matcher, call.text(0)));
        }
        return HclValue.items(all);
    }

    private static HclValue match(Matcher matcher, String pattern) {
        List<String> names = Pattern.compile("\\(\\?P?<([A-Za-z]\\w*)>")
                .matcher(pattern)
                .results()
                .map(name -> name.group(1))
                .toList();
        if (!names.isEmpty()) {
            Map<String, HclValue> byName = new TreeMap<>();
            names.forEach(name -> byName.put(name, group(matcher.group(name))));
            return HclValue.entries(byName);
        }
        if (matcher.groupCount() == 0) {
            return text(matcher.group());
        }
        List<HclValue> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(group(matcher.group(i)));
        }
        return HclValue.items(groups);
    }

    private static HclValue group(String found) {
        return found == null ? HclValue.Null.VALUE : text(found);
    }

    private static Pattern pattern(String regex, Arguments call) {
        try {
            return Pattern.compile(regex.replace("(?P<", "(?<"));
        } catch (PatternSyntaxException e) {
            throw new EvaluationError(
                    "%s: not a regular expression: %s".formatted(call.function(), e.getDescription()));
        }
    }

    private static String title(String words) {
        return Pattern.compile("\\b\\p{L}")
                .matcher(words)
                .replaceAll(first -> first.group().toUpperCase(Locale.ROOT));
    }

    private static String trim(String whole, String characters) {
        int start = 0;
        int end = whole.length();
        while (start < end && characters.indexOf(whole.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && characters.indexOf(whole.charAt(end - 1)) >= 0) {
            end--;
        }
        return whole.substring(start, end);
    }

    private static String withoutPrefix(String whole, String prefix) {
        return whole.startsWith(prefix) ? whole.substring(prefix.length()) : whole;
    }

    private static String withoutSuffix(String whole, String suffix) {
        return whole.endsWith(suffix) ? whole.substring(0, whole.length() - suffix.length()) : whole;
    }
}
