package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What mappings are run: which function is called for the changes of which table, and what may keep it from being called. */
final class MappingLines {
    /** More are too many lines for a screen. */
    private static final int MOST_SHOWN = 20;

    private MappingLines() {}

    /**
     * A line for each.
     *
     * @param table the name of the table whose stream a mapping reads
     * @param isRunning whether a function, by logical id, has code that runs
     */
    static List<String> of(
            List<EventSourceMapping> mappings,
            Function<EventSourceMapping, String> table,
            Predicate<String> isRunning) {
        List<String> lines = mappings.stream()
                .limit(MOST_SHOWN)
                .map(mapping -> "  %s > %s".formatted(table.apply(mapping), details(mapping, isRunning)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (mappings.size() > MOST_SHOWN) {
            lines.add("  and %d more mappings".formatted(mappings.size() - MOST_SHOWN));
        }
        return lines;
    }

    private static String details(EventSourceMapping mapping, Predicate<String> isRunning) {
        List<String> details = new ArrayList<>();
        details.add(mapping.functionLogicalId());
        details.add("batch " + mapping.batchSize());
        addIfAny("window", mapping.batchingWindow(), details);
        addIfAny("tumbling window", mapping.tumblingWindow(), details);
        if (!mapping.filterPatterns().isEmpty()) {
            details.add(Shown.count(mapping.filterPatterns().size(), "filter"));
        }
        if (!isRunning.test(mapping.functionLogicalId())) {
            details.add("waits for code that runs");
        }
        return String.join(", ", details);
    }

    private static void addIfAny(String what, Duration length, List<String> details) {
        if (!length.isZero()) {
            details.add("%s %d s".formatted(what, length.toSeconds()));
        }
    }
}
