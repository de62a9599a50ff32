package dev.streamecho.trigger.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of a structured log for a person: its level, its message and its fields, the longest of them cut so that it fits. */
final class ShortLog {
    private static final int MOST_OF_STACK_TRACE = 10;

    /** Less of a value tells nothing. */
    private static final int LEAST_OF_VALUE = 8;

    private ShortLog() {}

    /**
     * Returns what is shown of a line; empty if it is not one of a structured log.
     *
     * @param prefix what stands before each line
     */
    static Optional<List<StyledLine>> of(String prefix, String line, int columns) {
        return LogFields.of(line).map(fields -> {
            List<StyledLine> lines = new ArrayList<>();
            lines.add(first(prefix, fields, columns).cutTo(columns));
            addStackTrace(prefix, fields.stackTrace(), columns, lines);
            return lines;
        });
    }

    private static StyledLine first(String prefix, LogFields log, int columns) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        values.add(Printable.line(log.message()));
        for (Map.Entry<String, String> field : log.fields().entrySet()) {
            names.add((names.isEmpty() ? "  " : " ") + field.getKey() + "=");
            values.add(Printable.line(field.getValue()));
        }
        int fixed = prefix.length()
                + log.level().length()
                + 1
                + names.stream().mapToInt(String::length).sum();
        int most = mostOfEach(values, columns - fixed);
        String style = styleOf(log.level());
        String styleOfRest = style.equals("faint") ? style : "";
        StyledLine line = StyledLine.EMPTY.plus(prefix);
        if (!log.level().isEmpty()) {
            line = line.plus(style, log.level()).plus(" ");
        }
        line = line.plus(styleOfRest, StyledLine.cut(values.get(0), most));
        for (int i = 0; i < names.size(); i++) {
            line = line.plus("faint", names.get(i)).plus(styleOfRest, StyledLine.cut(values.get(i + 1), most));
        }
        return line;
    }

    /** Returns how long a value may be, so that all fit if none is longer: whoever is short leaves room to the others. */
    static int mostOfEach(List<String> values, int room) {
        int most = Integer.MAX_VALUE;
        int left = room;
        int longer = values.size();
        for (int length : values.stream().mapToInt(String::length).sorted().toArray()) {
            most = left / longer;
            if (length > most) {
                return Math.max(LEAST_OF_VALUE, most);
            }
            left -= length;
            longer--;
        }
        return Integer.MAX_VALUE;
    }

    private static void addStackTrace(String prefix, List<String> trace, int columns, List<StyledLine> lines) {
        trace.stream()
                .limit(MOST_OF_STACK_TRACE)
                .map(frame -> StyledLine.EMPTY
                        .plus(prefix)
                        .plus("faint", "  " + frame)
                        .cutTo(columns))
                .forEach(lines::add);
        int more = trace.size() - MOST_OF_STACK_TRACE;
        if (more > 0) {
            lines.add(StyledLine.EMPTY.plus(prefix).plus("faint", "  … and %d more lines, with --raw".formatted(more)));
        }
    }

    private static String styleOf(String level) {
        return switch (level) {
            case "ERROR", "FATAL", "CRITICAL", "SEVERE" -> "bold,red";
            case "WARN", "WARNING" -> "yellow";
            case "DEBUG", "TRACE" -> "faint";
            default -> "";
        };
    }
}
