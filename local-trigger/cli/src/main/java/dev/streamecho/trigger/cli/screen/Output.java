package dev.streamecho.trigger.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Prints lines of which none controls the terminal. This class is thread-safe. */
class Output {
    private final PrintWriter out;
    private final Ansi ansi;
    private final Runnable beforeLine;
    private final View view;

    Output(PrintWriter out, Ansi ansi, Runnable beforeLine, View view) {
        this.out = out;
        this.ansi = ansi;
        this.beforeLine = beforeLine;
        this.view = view;
    }

    /** Prints one line; a line end within the string is shown as {@code \n}. */
    public final void line(String string) {
        print(Printable.line(string));
    }

    /** Prints a string that may have several lines. */
    public final void lines(String string) {
        print(Printable.lines(string));
    }

    /** Prints JSON over several lines. */
    public final void json(JsonNode json) {
        lines(json.toPrettyString());
    }

    /** Prints one line in a style of picocli, such as {@code red}. */
    public final void styled(String style, String string) {
        styled("", style, string);
    }

    /** Prints one line whose end has a style. */
    public final void styled(String plain, String style, String string) {
        print(StyledLine.EMPTY.plus(plain).plus(style, string).printed(ansi));
    }

    /** Returns whether a person looks who has not asked for whole lines. */
    public final boolean isShort() {
        return view.columns().isPresent();
    }

    /** Returns whether only results are shown, and what went wrong. */
    public final boolean isQuiet() {
        return view.isQuiet();
    }

    /** Prints a line that is cut where it does not fit. */
    final void shortLine(StyledLine line) {
        print(line.cutTo(columns()).printed(ansi));
    }

    /** Prints a line of a function: whole, or for a person. */
    final void logLine(String prefix, String string) {
        Optional<List<StyledLine>> lines = isShort() ? ShortLog.of(prefix, string, columns()) : Optional.empty();
        if (lines.isPresent()) {
            lines.get().forEach(line -> print(line.printed(ansi)));
        } else {
            print(prefix + Printable.lineInColor(string));
        }
    }

    private int columns() {
        return view.columns().orElseThrow().getAsInt();
    }

    private void print(String printable) {
        beforeLine.run();
        out.println(printable);
        out.flush();
    }
}
