package dev.streamecho.trigger.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The way of a record, one step a line. */
final class WayInWords {
    private final Journal journal;
    private final Times times;

    WayInWords(Journal journal, Times times) {
        this.journal = journal;
        this.times = times;
    }

    List<String> of(RecordHistory history) {
        List<String> lines = new ArrayList<>();
        for (Step step : history.steps()) {
            lines.add(times.of(step.at()) + " " + words(step, history.row()));
            if (step instanceof Step.Attempted attempted) {
                attempted.attempt().log().forEach(line -> lines.add("  | " + line));
                attempted
                        .attempt()
                        .failure()
                        .ifPresent(failure -> failure.stackTrace().forEach(line -> lines.add("    " + line.strip())));
            }
        }
        return lines;
    }

    private String words(Step step, RecordRow row) {
        if (step instanceof Step.Written) {
            return row.shardId().isPresent()
                    ? "%s %s written to %s".formatted(row.change(), row.key(), row.source())
                    : "message %s sent to %s".formatted(row.id(), row.source());
        }
        if (step instanceof Step.Read) {
            return row.shardId()
                    .map(shard -> "read by %s from %s, sequence number %s".formatted(row.mapping(), shard, row.id()))
                    .orElseGet(() -> "received by " + row.mapping());
        }
        if (step instanceof Step.Filtered) {
            return "filtered out by " + row.mapping();
        }
        if (step instanceof Step.Attempted attempted) {
            return attempt(attempted, row);
        }
        if (step instanceof Step.Split split) {
            return "%s goes on as a part of batch %d".formatted(batch(split.into()), split.batch());
        }
        if (step instanceof Step.Retrying retrying) {
            return "%s waits until %s".formatted(batch(retrying.batch()), times.of(retrying.until()));
        }
        if (step instanceof Step.Invoking invoking) {
            return "%s is called with %s, attempt %d"
                    .formatted(row.function(), batch(invoking.batch()), invoking.attempt());
        }
        if (step instanceof Step.Resent resent) {
            return "sent again on demand: %s after %s"
                    .formatted(
                            resent.attempt().result(), Times.of(resent.attempt().duration()));
        }
        return discarded((Step.Discarded) step);
    }

    private String attempt(Step.Attempted attempted, RecordRow row) {
        Attempt attempt = attempted.attempt();
        String reason = attempt.reason()
                .filter(why -> !attempted.isHandled())
                .map(why -> ": " + ReasonOfRecord.inOneLine(why))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s called with %s, attempt %d: %s after %s%s",
                row.function(),
                batch(attempted.batch()),
                attempt.number(),
                attempt.result(),
                Times.of(attempt.duration()),
                reason);
    }

    private static String discarded(Step.Discarded discarded) {
        return "discarded: %s%s"
                .formatted(
                        discarded.condition(),
                        discarded.place().map(place -> ", to " + place).orElse(""));
    }

    private String batch(long n) {
        return journal.batch(n).map(BatchRow::describe).orElse("batch " + n);
    }
}
