package dev.streamecho.trigger.cli.screen;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.mapping.InvocationReport;

/** What is shown of an invocation by a mapping. */
final class InvocationLine {
    private static final int MOST_OF_REASON = 300;

    private InvocationLine() {}

    static String of(InvocationReport report) {
        boolean areMessages = report.messages().isPresent();
        StringBuilder line = new StringBuilder()
                .append(report.mapping())
                .append(" > ")
                .append(report.function())
                .append(": ")
                .append(report.result())
                .append(", ")
                .append(Shown.count(report.batchSize(), areMessages ? "message" : "record"))
                .append(", ")
                .append(Shown.of(report.invocation().duration()));
        report.invocation()
                .initDuration()
                .ifPresent(init -> line.append(", init ").append(Shown.of(init)));
        report.latency()
                .ifPresent(latency -> line.append(", ")
                        .append(Shown.of(latency))
                        .append(areMessages ? " after it was sent" : " after the write"));
        if (report.attempt() > 1) {
            line.append(", attempt ").append(report.attempt());
        }
        report.messages()
                .flatMap(InvocationReport.Messages::visibleAgainAfter)
                .ifPresent(timeout ->
                        line.append(", again in ").append(timeout.toSeconds()).append(" s"));
        report.reason().ifPresent(reason -> line.append(": ").append(inOneLine(reason)));
        return line.toString();
    }

    /** Returns the first line of a reason, whose rest the function has printed itself. */
    static String inOneLine(String reason) {
        String line = reason.strip().lines().findFirst().orElse("");
        return line.length() <= MOST_OF_REASON ? line : line.substring(0, MOST_OF_REASON) + "...";
    }
}
