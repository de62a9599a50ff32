package dev.streamecho.trigger.cli.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.redrive.BatchDescription;
import dev.streamecho.trigger.redrive.MessageReport;
import dev.streamecho.trigger.redrive.Redrive;
import dev.streamecho.trigger.redrive.StreamBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Discarded batches as a table for each mapping, for a screen of 120 columns. */
final class FailuresText {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String ROW = "%-19s  %-22s  %5s  %7s  %-11s  %-12s  %s";
    private static final String HEADER =
            ROW.formatted("WHEN (UTC)", "WHY", "TRIES", "RECORDS", "AGE", "FORGOTTEN IN", "FIRST SEQUENCE NUMBER");

    private FailuresText() {}

    /** Returns the lines about messages, those of each mapping together. */
    static List<String> of(List<MessageReport> messages, Instant now) {
        Map<String, List<String>> byMapping = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (MessageReport message : messages) {
            if (message.description().isPresent()) {
                BatchDescription description = message.description().get();
                List<String> lines =
                        byMapping.computeIfAbsent(title(description, message.mapping()), title -> new ArrayList<>());
                lines.add(row(description, message.isGone(), now));
                addRecords(message, lines);
            } else {
                others.add("message %s: %s"
                        .formatted(message.messageId(), message.problem().orElse("")));
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

    /** Returns lines about the messages that were not read; none if all were. */
    static List<String> notRead(int unread, int inFlight) {
        List<String> lines = new ArrayList<>();
        if (unread > 0) {
            lines.add("about %d more are in the queue; --max takes more at once".formatted(unread));
        }
        if (inFlight > 0) {
            lines.add(
                    "about %d are held by another reader, or by one that was killed: those come back within %d seconds"
                            .formatted(inFlight, Redrive.VISIBILITY_TIMEOUT.toSeconds()));
        }
        return lines;
    }

    private static String title(BatchDescription description, Optional<String> mapping) {
        return "%s, mapping %s on the stream of %s"
                .formatted(
                        description.function(),
                        mapping.orElse("(not known)"),
                        description.batch().table());
    }

    private static String row(BatchDescription description, boolean isGone, Instant now) {
        StreamBatch batch = description.batch();
        Duration left = Duration.between(now, batch.forgottenAt());
        return ROW.formatted(
                SECONDS.format(description.timestamp()),
                description.condition(),
                description.approximateInvokeCount(),
                batch.batchSize(),
                shown(Duration.between(batch.firstArrival(), now)),
                isGone || left.isNegative() ? "forgotten" : shown(left),
                batch.startSequenceNumber());
    }

    private static void addRecords(MessageReport message, List<String> lines) {
        message.forgotten().ifPresent(forgotten -> lines.add("  " + forgotten));
        message.records()
                .ifPresent(records -> records.forEach(record -> lines.add("  " + new String(record.json(), UTF_8))));
        message.problem().ifPresent(problem -> lines.add("  " + problem));
    }

    /** Returns a duration in its two largest units, such as {@code 1 d 3 h}; {@code 0 s} if it is negative. */
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
