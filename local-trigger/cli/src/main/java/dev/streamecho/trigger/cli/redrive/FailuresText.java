package dev.streamecho.trigger.cli.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.redrive.FailedBatch;
import dev.streamecho.trigger.redrive.FailureQueue;
import dev.streamecho.trigger.redrive.MappingSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Failed batches as a table for each mapping, for a screen of 120 columns. */
final class FailuresText {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String ROW = "%-19s  %-22s  %5s  %7s  %-11s  %-12s  %s";
    private static final String HEADER =
            ROW.formatted("WHEN (UTC)", "WHY", "TRIES", "RECORDS", "AGE", "FORGOTTEN IN", "FIRST SEQUENCE NUMBER");

    private FailuresText() {}

    static List<String> of(List<Failure> failures, Instant now) {
        Map<String, List<String>> byMapping = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (Failure failure : failures) {
            if (failure.batch().isPresent()) {
                FailedBatch batch = failure.batch().get();
                List<String> lines =
                        byMapping.computeIfAbsent(title(batch, failure.mapping()), title -> new ArrayList<>());
                lines.add(row(batch, now));
                addRecords(failure, lines);
            } else {
                others.add("message %s: %s"
                        .formatted(failure.message().id(), failure.problem().orElse("")));
            }
        }
        List<String> all = new ArrayList<>();
        byMapping.forEach((title, lines) -> {
            all.add("");
            all.add(title);
            all.add(HEADER);
            all.addAll(lines);
        });
        if (!others.isEmpty()) {
            all.add("");
            all.addAll(others);
        }
        return all;
    }

    /** What else is in the queue, in lines. */
    static List<String> notSeen(FailureQueue.Count before, int seen) {
        List<String> lines = new ArrayList<>();
        if (before.visible() > seen) {
            lines.add("about %d more are in the queue; --max takes more at once".formatted(before.visible() - seen));
        }
        if (before.inFlight() > 0) {
            lines.add(("about %d are in the hands of another reader, or of one that was killed: those come back within"
                            + " %d seconds")
                    .formatted(before.inFlight(), FailureQueue.VISIBILITY_TIMEOUT.toSeconds()));
        }
        return lines;
    }

    private static String title(FailedBatch batch, Optional<MappingSettings> mapping) {
        return "%s, mapping %s on the stream of %s"
                .formatted(batch.function(), mapping.map(MappingSettings::name).orElse("(not known)"), batch.table());
    }

    private static String row(FailedBatch batch, Instant now) {
        Duration left = Duration.between(now, batch.forgottenAt());
        return ROW.formatted(
                SECONDS.format(batch.timestamp()),
                batch.condition(),
                batch.approximateInvokeCount(),
                batch.batchSize(),
                shown(Duration.between(batch.firstArrival(), now)),
                left.isNegative() ? "forgotten" : shown(left),
                batch.startSequenceNumber());
    }

    private static void addRecords(Failure failure, List<String> lines) {
        failure.records().ifPresent(records -> {
            records.forgotten().ifPresent(forgotten -> lines.add("  " + forgotten));
            records.records().forEach(record -> lines.add("  " + new String(record.json(), UTF_8)));
        });
        failure.problem().ifPresent(problem -> lines.add("  " + problem));
    }

    /** The two largest units. */
    static String shown(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : Math.max(0, duration.toSeconds()) + " s";
    }
}
