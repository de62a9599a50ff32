package dev.streamecho.trigger.cli.screen;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes strings from outside harmless for a terminal: a control character becomes what it is in JSON, as {@code \u001b}, so
 * that no message, record or error can move the cursor, hide a line or look like one of the trigger's own. JSON stays the
 * same JSON.
 */
public final class Printable {
    private static final String RESET = "\u001b[0m";

    /** They let text be shown in another order than it has. */
    private static final String REORDERING = "\\u202a-\\u202e\\u2066-\\u2069";

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}" + REORDERING + "&&[^\t]]");

    private static final Pattern CONTROL_IN_LINES = Pattern.compile("\r(?!\n)|[\\p{Cc}" + REORDERING + "&&[^\t\r\n]]");
    private static final Pattern CONTROL_BUT_COLOR =
            Pattern.compile("(\u001b\\[[0-9;:]*m)|[\\p{Cc}" + REORDERING + "&&[^\t]]");

    private Printable() {}

    /** Returns one line, in which a line end is shown as {@code \n} too. */
    public static String line(String string) {
        return escaped(CONTROL, string);
    }

    /** Returns a string of several lines. */
    public static String lines(String string) {
        return escaped(CONTROL_IN_LINES, string);
    }

    /** Returns one line that a function printed with its colors, which end with it. */
    public static String lineInColor(String string) {
        if (isPlain(string)) {
            return string;
        }
        String line = CONTROL_BUT_COLOR
                .matcher(string)
                .replaceAll(control ->
                        Matcher.quoteReplacement(control.group(1) == null ? escape(control.group()) : control.group()));
        return line.indexOf('\u001b') < 0 ? line : line + RESET;
    }

    private static String escaped(Pattern control, String string) {
        if (isPlain(string)) {
            return string;
        }
        return control.matcher(string).replaceAll(found -> Matcher.quoteReplacement(escape(found.group())));
    }

    /** Returns whether there is surely nothing to escape, as in most lines: a pattern takes many times as long to tell. */
    private static boolean isPlain(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if ((c < ' ' && c != '\t') || (c >= '\u007f' && c < '\u00a0') || (c >= '\u202a' && c <= '\u2069')) {
                return false;
            }
        }
        return true;
    }

    private static String escape(String control) {
        return switch (control) {
            case "\n" -> "\\n";
            case "\r" -> "\\r";
            default -> String.format("\\u%04x", (int) control.charAt(0));
        };
    }
}
