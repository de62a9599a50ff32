package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.TemplateError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The functions and mappings of a template that cannot run here: reported once, one line for each kind of reason. */
final class LeftOut {
    private static final String LEFT_OUT = "left out";
    private static final String UNTIL_FIXED = "left out until that is fixed";

    private final Consumer<String> lines;
    private final Map<String, Reason> untold = new LinkedHashMap<>();
    private final Map<String, String> all = new LinkedHashMap<>();

    private boolean hasTold;

    LeftOut(Consumer<String> lines) {
        this.lines = lines;
    }

    private record Reason(UserError error, String whatHappens) {

        private Notices.Kind kind() {
            return error instanceof TemplateError mistake
                    ? new OfTemplate(
                            mistake.file(),
                            mistake.property(),
                            mistake.value().isPresent(),
                            mistake.problem(),
                            whatHappens)
                    : new OfOthers(error.getMessage(), whatHappens);
        }

        private String where(String logicalId) {
            return error instanceof TemplateError mistake
                    ? "%s (%sline %d)"
                            .formatted(
                                    logicalId,
                                    mistake.value().map(value -> value + ", ").orElse(""),
                                    mistake.line())
                    : logicalId;
        }
    }

    private record OfTemplate(String file, String property, boolean hasValues, String problem, String whatHappens)
            implements Notices.Kind {

        @Override
        public String line(String where) {
            // A problem begins with a verb if the values before it are its subject.
            return "%s: %s%s %s; %s: %s".formatted(file, property, hasValues ? "" : ":", problem, whatHappens, where);
        }
    }

    private record OfOthers(String message, String whatHappens) implements Notices.Kind {

        @Override
        public String line(String where) {
            return "%s; %s: %s".formatted(message, whatHappens, where);
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
        all.put(logicalId, String.valueOf(reason.getMessage()));
        untold.put(logicalId, new Reason(reason, untilFixed ? UNTIL_FIXED : LEFT_OUT));
    }

    /**
     * Reports those that were not reported yet, if something is left to run.
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

    /** Returns why one was left out when it was last looked at; empty if it was not. */
    Optional<String> reason(String logicalId) {
        return Optional.ofNullable(all.get(logicalId));
    }

    private void tell() {
        Notices notices = new Notices();
        untold.forEach((logicalId, reason) -> notices.add(reason.kind(), reason.where(logicalId)));
        notices.lines().forEach(lines);
        hasTold |= !untold.isEmpty();
        untold.clear();
    }
}
