package dev.streamecho.trigger.cli.check;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.template.check.Finding;
import dev.streamecho.trigger.template.check.Severity;
import java.util.List;

/** Findings as text, each with its file and line as compilers have them, so that editors lead there. */
final class FindingsText {
    private FindingsText() {}

    static void print(List<Finding> findings, Screen screen) {
        for (Finding finding : findings) {
            screen.styled(
                    "%s:%d: ".formatted(finding.file(), finding.line()),
                    finding.severity() == Severity.ERROR ? "red" : "yellow",
                    "%s: %s: %s".formatted(finding.severity(), finding.place(), finding.problem()));
            screen.line("    %s [%s]".formatted(finding.remedy(), finding.rule()));
        }
        screen.line(summary(findings));
    }

    private static String summary(List<Finding> findings) {
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
        return findings.isEmpty()
                ? "nothing found"
                : Shown.count(errors, "error") + ", " + Shown.count(findings.size() - errors, "warning");
    }
}
