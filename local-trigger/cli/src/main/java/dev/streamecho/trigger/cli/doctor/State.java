package dev.streamecho.trigger.cli.doctor;

import java.util.Locale;

/** Whether something is as a run needs it. */
enum State {
    OK("green"),

    /** It is not here, and what the folder has needs it. */
    MISSING("red"),

    /** It is not here, and nothing in the folder needs it. */
    ABSENT("faint"),

    /** It is here, and may surprise. */
    NOTE("yellow");

    private final String style;

    State(String style) {
        this.style = style;
    }

    /** Returns its style on the screen. */
    String style() {
        return style;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
