package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.FilterPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in one line why a function was called with a record that was read, or was not. */
final class ReasonOfRecord {
    private final Journal journal;
    private final Surroundings surroundings;
    private final Times times;

    ReasonOfRecord(Journal journal, Surroundings surroundings, Times times) {
        this.journal = journal;
        this.surroundings = surroundings;
        this.times = times;
    }

    String of(RecordHistory history) {
        return switch (history.state()) {
            case FILTERED -> filtered(history);
            case HANDLED -> handled(history);
            case DISCARDED -> discarded(history);
            case OPEN -> open(history);
        };
    }

    private String filtered(RecordHistory history) {
        JournaledMapping mapping = mapping(history.row());
        List<String> reasons = mapping.onQueue().isPresent()
                ? journal.message(history.n())
                        .map(message -> FilterPattern.reasons(mapping.onQueue().get(), message))
                        .orElse(List.of())
                : FilterPattern.reasons(mapping.filterPatterns(), history.content());
        return reasons.isEmpty()
                ? "not called: no pattern that %s had then matched".formatted(mapping.mapping())
                : "not called: no pattern of %s matches; %s".formatted(mapping.mapping(), String.join("; ", reasons));
    }

    private static String handled(RecordHistory history) {
        Optional<Attempt> last = lastAttempt(history);
        String function = history.row().function();
        if (last.isEmpty()) {
            return "called: %s handled it".formatted(function);
        }
        Attempt attempt = last.get();
        String after = attempt.number() == 1 ? "" : " at attempt " + attempt.number();
        String printed =
                attempt.log().isEmpty() ? ", and printed nothing: what it does with the change is up to its code" : "";
        return "called: %s handled it%s in %s%s".formatted(function, after, Times.of(attempt.duration()), printed);
    }

    private static String discarded(RecordHistory history) {
        Step.Discarded discarded = (Step.Discarded) history.steps().stream()
                .filter(step -> step instanceof Step.Discarded)
                .findFirst()
                .orElseThrow();
        int attempts = history.row().attempts();
        String tried =
                attempts == 0 ? "never called" : "called %s".formatted(attempts == 1 ? "once" : attempts + " times");
        String why = lastAttempt(history)
                .flatMap(Attempt::reason)
                .map(reason -> ", last " + inOneLine(reason))
                .orElse("");
        String place = discarded
                .place()
                .map(where -> "; its description is in " + where)
                .orElse("; the mapping has no destination, so nothing is left of it");
        return "discarded: %s, %s%s%s".formatted(discarded.condition(), tried, why, place);
    }

    private String open(RecordHistory history) {
        RecordRow row = history.row();
        Optional<BatchRow> batch = row.batch().flatMap(journal::batch);
        String enabled = surroundings.isEnabled(row.mapping()) ? "" : "%s is disabled; ".formatted(row.mapping());
        if (batch.isPresent()) {
            return enabled + inBatch(row, batch.get(), history);
        }
        if (!enabled.isEmpty()) {
            return "not called yet: %s is disabled, and continues with it once it is enabled".formatted(row.mapping());
        }
        Optional<String> obstacle = surroundings.obstacle(row.function());
        if (obstacle.isPresent()) {
            return "not called yet: %s does not run: %s".formatted(row.function(), obstacle.get());
        }
        return journal.blocking(row.n())
                .map(before -> "not called yet: " + behind(before))
                .orElseGet(() -> fresh(history));
    }

    private String inBatch(RecordRow row, BatchRow batch, RecordHistory history) {
        return switch (batch.state()) {
            case INVOKING ->
                "being called: %s has it since %s, in %s"
                        .formatted(row.function(), times.of(invokedAt(history)), batch.describe());
            case BACKING_OFF -> "failed, and retried: " + failing(batch);
            case RETURNED ->
                "failed, and back in its queue: "
                        + reason(batch)
                        + batch.nextAttemptAt()
                                .map(until -> "; visible again " + times.due(until))
                                .orElse("");
            default ->
                "waits for its turn in %s: %s"
                        .formatted(
                                batch.describe(),
                                journal.blocking(row.n()).map(this::behind).orElse("it is next"));
        };
    }

    private static Instant invokedAt(RecordHistory history) {
        return history.steps().get(history.steps().size() - 1).at();
    }

    private String behind(BatchRow batch) {
        return switch (batch.state()) {
            case INVOKING -> "it waits for the call of %s with %s".formatted(batch.function(), batch.describe());
            case BACKING_OFF -> "it is behind " + failing(batch);
            default -> "it is behind " + batch.describe();
        };
    }

    private String failing(BatchRow batch) {
        int attempts = batch.attempts().isEmpty()
                ? 0
                : batch.attempts().get(batch.attempts().size() - 1).number();
        return "%s, which failed %s, last %s%s"
                .formatted(
                        batch.describe(),
                        attempts == 1 ? "once" : attempts + " times",
                        reason(batch),
                        batch.nextAttemptAt()
                                .map(next -> "; next attempt " + times.due(next))
                                .orElse(""));
    }

    private static String reason(BatchRow batch) {
        return batch.attempts().isEmpty()
                ? ""
                : batch.attempts()
                        .get(batch.attempts().size() - 1)
                        .reason()
                        .map(ReasonOfRecord::inOneLine)
                        .orElse("without a reason");
    }

    /** Nothing is in its way: it waits for others to come, or was just read. */
    private String fresh(RecordHistory history) {
        Optional<EventSourceMapping.Batching> batching =
                mapping(history.row()).onStream().map(EventSourceMapping::batching);
        Duration window = batching.map(EventSourceMapping.Batching::maximumBatchingWindow)
                .or(() -> mapping(history.row())
                        .onQueue()
                        .map(queue -> queue.batching().maximumBatchingWindow()))
                .orElse(Duration.ZERO);
        if (window.isZero()) {
            return "not called yet: it was just read";
        }
        Optional<Instant> first = journal.firstWaiting(history.n());
        int size = batching.map(EventSourceMapping.Batching::batchSize)
                .or(() -> mapping(history.row())
                        .onQueue()
                        .map(queue -> queue.batching().batchSize()))
                .orElse(0);
        return "not called yet: %s gathers a batch until %d records are there (BatchSize), or until MaximumBatchingWindowInSeconds (%d) is over, %s"
                .formatted(
                        history.row().mapping(),
                        size,
                        window.toSeconds(),
                        times.due(first.orElse(history.row().at()).plus(window)));
    }

    private JournaledMapping mapping(RecordRow row) {
        return journal.mapping(row.mapping());
    }

    private static Optional<Attempt> lastAttempt(RecordHistory history) {
        return history.steps().stream()
                .filter(step -> step instanceof Step.Attempted)
                .map(step -> ((Step.Attempted) step).attempt())
                .reduce((earlier, later) -> later);
    }

    static String inOneLine(String reason) {
        return reason.replaceAll("\\s*\\R\\s*", " ");
    }
}
