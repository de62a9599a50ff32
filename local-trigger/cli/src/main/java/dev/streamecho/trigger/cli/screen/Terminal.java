package dev.streamecho.trigger.cli.screen;

import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Whether a person looks at an output, and with how much color. The launcher passes on what Java 17 cannot find out. */
public enum Terminal {
    /** Standard output. */
    OUT("out"),
    /** Standard error. */
    ERR("err");

    private static final String TERMINALS = "trigger.terminal";

    /** The JVM's option for a process of which nobody sees the outputs. */
    public static final String NOT_SEEN = "-D%s=".formatted(TERMINALS);

    private final String name;

    Terminal(String name) {
        this.name = name;
    }

    /** Returns whether the output is a terminal, rather than a file or another program. */
    public boolean isSeen() {
        return Arrays.asList(System.getProperty(TERMINALS, "").split(",")).contains(name);
    }

    /** Returns whether the output has colors. */
    public Ansi ansi() {
        return ansi(isSeen(), System.getenv());
    }

    /**
     * Decides by what the user's environment says.
     *
     * @see <a href="https://no-color.org">NO_COLOR</a>
     * @see <a href="https://bixense.com/clicolors">CLICOLOR, CLICOLOR_FORCE</a>
     */
    static Ansi ansi(boolean isSeen, Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return Ansi.OFF;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
            return Ansi.ON;
        }
        boolean isWanted = !environment.getOrDefault("CLICOLOR", "1").equals("0")
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return isSeen && isWanted ? Ansi.ON : Ansi.OFF;
    }
}
