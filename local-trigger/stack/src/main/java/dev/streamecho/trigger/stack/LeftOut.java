package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.TemplateError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The functions and mappings of a template that cannot run here: told once, one line for each kind of reason. */
final class LeftOut {
    /** More are too many for a line. */
    private static final int MOST_NAMES = 5;

    private final Consumer<String> lines;
    private final Map<String, Reason> untold = new LinkedHashMap<>();

    private boolean hasTold;

    LeftOut(Consumer<String> lines) {
        this.lines = lines;
    }

    private record Reason(UserError error, boolean untilFixed) {

        private String whatHappens() {
            return untilFixed ? "left out until that is fixed" : "left out";
        }
    }

    /** Adds one that is left out for good. */
    void add(String logicalId, UserError reason) {
        add(logicalId, reason, false);
    }

    /**
     * Adds one.
     *
     * @param untilFixed whether it runs as soon as its files are right
     */
    void add(String logicalId, UserError reason, boolean untilFixed) {
        untold.put(logicalId, new Reason(reason, untilFixed));
    }

    /** Tells of those that were not told of yet. */
    void tell() {
        Map<Kind, List<String>> kinds = new LinkedHashMap<>();
        untold.forEach(
                (logicalId, reason) -> kinds.computeIfAbsent(Kind.of(logicalId, reason), kind -> new ArrayList<>())
                        .add(logicalId));
        kinds.forEach((kind, logicalIds) -> lines.accept(line(kind, logicalIds)));
        hasTold |= !untold.isEmpty();
        untold.clear();
    }

    /**
     * Tells of them if something is left to run.
     *
     * @throws UserError if nothing is left, although the template has something to run
     */
    void tellIfLeft(boolean isSomethingLeft, Path template) {
        if (!isSomethingLeft && !hasTold && untold.size() == 1) {
            throw untold.values().iterator().next().error();
        }
        boolean isNothingLeft = !isSomethingLeft && (hasTold || !untold.isEmpty());
        tell();
        if (isNothingLeft) {
            throw new UserError(template + ": nothing is left to run");
        }
    }

    private String line(Kind kind, List<String> logicalIds) {
        if (logicalIds.size() == 1) {
            Reason reason = untold.get(logicalIds.get(0));
            return "%s; %s is %s".formatted(reason.error().getMessage(), logicalIds.get(0), reason.whatHappens());
        }
        String names = logicalIds.stream()
                .limit(MOST_NAMES)
                .map(logicalId ->
                        named(logicalId, (TemplateError) untold.get(logicalId).error()))
                .collect(Collectors.joining(", "));
        int more = logicalIds.size() - MOST_NAMES;
        return "%s: %s%s %s; %s: %s%s"
                .formatted(
                        kind.file(),
                        kind.property(),
                        kind.hasValues() ? "" : ":",
                        kind.problem(),
                        kind.whatHappens(),
                        names,
                        more > 0 ? " and %d more".formatted(more) : "");
    }

    private static String named(String logicalId, TemplateError reason) {
        return "%s (%sline %d)"
                .formatted(logicalId, reason.value().map(value -> value + ", ").orElse(""), reason.line());
    }

    /** What reasons of a kind have in common; one that is not of the template is a kind of its own. */
    private record Kind(String file, String property, boolean hasValues, String problem, String whatHappens) {

        private static Kind of(String logicalId, Reason reason) {
            return reason.error() instanceof TemplateError error
                    ? new Kind(
                            error.file(),
                            error.property(),
                            error.value().isPresent(),
                            error.problem(),
                            reason.whatHappens())
                    : new Kind("", logicalId, false, reason.error().getMessage(), reason.whatHappens());
        }
    }
}
