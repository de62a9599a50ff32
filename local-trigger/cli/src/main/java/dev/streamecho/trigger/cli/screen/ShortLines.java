package dev.streamecho.trigger.cli.screen;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is shown of changes where a person looks: one short line, {@code INSERT id=1 +9  DataTable > EchoFunction  success  2.8
 * ms}. This class is thread-safe.
 */
final class ShortLines {
    private static final String GAP = "  ";
    private static final int MOST_OF_NAME = 50;
    private static final int MOST_OF_ID = 8;
    private static final Duration LATE = Duration.ofSeconds(1);

    private volatile Map<String, String> routes = Map.of();

    /** From now on, mappings are called by what they lead from and to, as in {@code DataTable > EchoFunction}. */
    void name(Map<String, String> routesByMapping) {
        routes = Map.copyOf(routesByMapping);
    }

    StyledLine invoked(InvocationReport report) {
        return plusDetails(outcome(report), report);
    }

    /** Has a remark on the outcome after it. */
    StyledLine invoked(InvocationReport report, String style, String remark) {
        return plusDetails(outcome(report).plus(style, remark).plus(GAP), report);
    }

    private StyledLine outcome(InvocationReport report) {
        return start(
                nameOf(report),
                routes.getOrDefault(report.mapping(), report.mapping() + " > " + report.function()),
                styleOf(report.result()),
                report.result().toString());
    }

    private static StyledLine plusDetails(StyledLine start, InvocationReport report) {
        StyledLine line = start.plus(Shown.of(report.invocation().duration()));
        Optional<Duration> init = report.invocation().initDuration();
        if (init.isPresent()) {
            line = line.plus(", init " + Shown.of(init.get()));
        }
        if (report.attempt() > 1) {
            line = line.plus(", attempt " + report.attempt());
        }
        if (report.result() == Result.PARTIAL) {
            line = line.plus(", %d of %d handled".formatted(report.handled(), report.batchSize()));
        }
        // What waited for a window, a retry or others is of interest; how soon the rest came is not.
        Optional<Duration> late = report.latency().filter(latency -> latency.compareTo(LATE) > 0);
        if (late.isPresent()) {
            line = line.plus(", %s after %s"
                    .formatted(Shown.of(late.get()), report.messages().isPresent() ? "it was sent" : "the write"));
        }
        Optional<Duration> again = report.messages().flatMap(InvocationReport.Messages::visibleAgainAfter);
        if (again.isPresent()) {
            line = line.plus(", again in " + again.get().toSeconds() + " s");
        }
        return report.reason().isEmpty()
                ? line
                : line.plus(GAP + InvocationLine.inOneLine(report.reason().get()));
    }

    /** @param records 1 or more */
    StyledLine filtered(String mapping, List<ChangeRecord> records) {
        return StyledLine.EMPTY.plus(
                "faint", String.join(GAP, changes(records), routes.getOrDefault(mapping, mapping), "filtered"));
    }

    StyledLine discarded(DiscardedBatch batch, Optional<String> place) {
        return start(
                        changes(batch.records()),
                        routes.getOrDefault(
                                batch.mapping().logicalId(), batch.mapping().logicalId()),
                        "bold,red",
                        "discarded")
                .plus("%s after %s, %s"
                        .formatted(
                                batch.condition(),
                                Shown.count(batch.approximateInvokeCount(), "call"),
                                DiscardLine.describe(place)));
    }

    private static StyledLine start(String name, String route, String style, String outcome) {
        return StyledLine.EMPTY
                .plus("bold", name)
                .plus(GAP + route + GAP)
                .plus(style, outcome)
                .plus(GAP);
    }

    private static String nameOf(InvocationReport report) {
        return report.messages()
                .map(messages -> messages(messages.ids()))
                .or(() -> report.records()
                        .map(InvocationReport.Records::all)
                        .filter(records -> !records.isEmpty())
                        .map(ShortLines::changes))
                .orElse("end of window");
    }

    private static String changes(List<ChangeRecord> records) {
        return StyledLine.cut(ChangeName.of(records.get(0)), MOST_OF_NAME) + others(records.size());
    }

    private static String messages(List<String> ids) {
        return "MESSAGE " + StyledLine.cut(ids.get(0), MOST_OF_ID) + others(ids.size());
    }

    private static String others(int all) {
        return all == 1 ? "" : " +" + (all - 1);
    }

    private static String styleOf(Result result) {
        return switch (result) {
            case SUCCESS -> "green";
            case PARTIAL -> "yellow";
            default -> "red";
        };
    }
}
