package dev.streamecho.trigger.terraform.language;

import static dev.streamecho.trigger.terraform.language.HclValue.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of times. */
final class TimeFunctions {
    private static final Pattern SPECIFIERS = Pattern.compile("'[^']*'|([A-Za-z])\\1*");

    /** Terraform's letters that mean something else in Java. */
    private static final Map<String, String> IN_JAVA = Map.ofEntries(
            Map.entry("YYYY", "uuuu"),
            Map.entry("YY", "uu"),
            Map.entry("DD", "dd"),
            Map.entry("D", "d"),
            Map.entry("EEEE", "EEEE"),
            Map.entry("EEE", "EEE"),
            Map.entry("hh", "HH"),
            Map.entry("h", "H"),
            Map.entry("HH", "hh"),
            Map.entry("H", "h"),
            Map.entry("AA", "a"),
            Map.entry("ZZZZZ", "xxx"),
            Map.entry("ZZZZ", "xx"),
            Map.entry("ZZZ", "'UTC'"),
            Map.entry("Z", "X"));

    private TimeFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("formatdate", TimeFunctions::format);
        group.add("plantimestamp", call -> now());
        group.add("timeadd", TimeFunctions::add);
        group.add("timecmp", call -> HclValue.number(time(call.text(0)).compareTo(time(call.text(1)))));
        group.add("timestamp", call -> now());
    }

    private static HclValue now() {
        return text(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static HclValue add(Arguments call) {
        try {
            boolean isNegative = call.text(1).startsWith("-");
            Duration duration =
                    Duration.parse("PT" + call.text(1).replaceFirst("^-", "").toUpperCase(Locale.ROOT));
            return text(time(call.text(0))
                    .plus(isNegative ? duration.negated() : duration)
                    .toString());
        } catch (DateTimeException e) {
            throw new EvaluationError("timeadd: %s is not a duration".formatted(call.text(1)));
        }
    }

    private static HclValue format(Arguments call) {
        String pattern = SPECIFIERS
                .matcher(call.text(0))
                .replaceAll(
                        letters -> Matcher.quoteReplacement(IN_JAVA.getOrDefault(letters.group(), letters.group())));
        try {
            return text(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                    .format(ZonedDateTime.ofInstant(time(call.text(1)), ZoneOffset.UTC)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new EvaluationError("formatdate: %s is not a format".formatted(call.text(0)));
        }
    }

    private static Instant time(String text) {
        try {
            return ZonedDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new EvaluationError("%s is not a time such as 2026-01-31T12:00:00Z".formatted(text));
        }
    }
}
