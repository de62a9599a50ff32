package dev.streamecho.trigger.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results of a bench as a table in Markdown, so that it can be read here and pasted elsewhere. */
final class BenchTable {

    private BenchTable() {}

    /** Returns a line for each metric, a column for each function: the number, its quartiles, the ratio to the first function's. */
    static List<String> of(List<BenchResult> results) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(""));
        results.forEach(result -> header.add(result.function()));
        rows.add(header);
        for (BenchMetric metric : BenchMetric.values()) {
            List<String> row = new ArrayList<>(List.of(metric.title()));
            for (BenchResult result : results) {
                row.add(cell(metric.of(result), metric.of(results.get(0)), result != results.get(0)));
            }
            rows.add(row);
        }
        return aligned(rows);
    }

    private static String cell(Optional<Figure> figure, Optional<Figure> first, boolean hasRatio) {
        if (figure.isEmpty()) {
            return "not measured";
        }
        StringBuilder cell = new StringBuilder(shown(figure.get().value()));
        figure.get()
                .spread()
                .ifPresent(quartiles ->
                        cell.append(" (%s to %s)".formatted(shown(quartiles.lower()), shown(quartiles.upper()))));
        if (hasRatio) {
            first.ifPresent(base -> cell.append(
                    String.format(Locale.ROOT, ", %.2f x", figure.get().value() / base.value())));
        }
        return cell.toString();
    }

    /** Returns a number with three significant digits. */
    private static String shown(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static List<String> aligned(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int column = 0; column < row.size(); column++) {
                line.append(String.format(" %-" + width(rows, column) + "s |", row.get(column)));
            }
            lines.add(line.toString());
        }
        lines.add(1, lines.get(0).replaceAll("[^|]", "-"));
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}
