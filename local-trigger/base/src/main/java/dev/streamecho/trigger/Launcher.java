package dev.streamecho.trigger;

import java.util.regex.Pattern;

/** What started the trigger, for lines that say what to type. */
public final class Launcher {
    /** The launcher says in this property how it was called. */
    private static final String PROPERTY = "trigger.command";

    private static final String OF_THE_SOURCES = "./trigger";
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w./~+@%:=,-]+");

    private Launcher() {}

    /** Returns how the trigger was called, such as {@code trigger}, {@code ./trigger} or a path. */
    public static String command() {
        return quoted(System.getProperty(PROPERTY, OF_THE_SOURCES));
    }

    /**
     * Returns what to type in the same way.
     *
     * @param rest a command of the trigger, and what follows it: {@code run --detach}
     */
    public static String command(String rest) {
        return command() + " " + rest;
    }

    /** Returns a path as one word of a shell. */
    static String quoted(String path) {
        return NEEDS_NO_QUOTES.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
