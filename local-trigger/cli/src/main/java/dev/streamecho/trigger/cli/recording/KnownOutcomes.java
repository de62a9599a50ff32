package dev.streamecho.trigger.cli.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.PageClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks the trigger whose table is recorded what has become of the records, as long as it is not known of all. This class is
 * not thread-safe.
 */
final class KnownOutcomes {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LIMIT_AT_END = Duration.ofSeconds(5);

    /** The newest ones are asked for each time, and all that the trigger still has at the end. */
    private static final int NEWEST = 1_000;

    private static final int ALL = 10_000;

    private final PageClient page;
    private final StreamRecorder recorder;
    private final Consumer<String> notice;
    private final Set<Outcome.Key> known = new HashSet<>();
    private final Set<String> decided = new HashSet<>();
    private boolean isAnswered = true;
    private boolean areOthersOpen;

    KnownOutcomes(PageClient page, StreamRecorder recorder, Consumer<String> notice) {
        this.page = page;
        this.recorder = recorder;
        this.notice = notice;
    }

    /** Asks at intervals, until it is interrupted. */
    void follow() {
        try {
            while (isAnswered) {
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
                if (isSomeOpen()) {
                    ask(NEWEST);
                }
            }
        } catch (InterruptedException e) {
            // The recording ends; the thread ends here.
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once more, and again for a while as long as something is open. */
    void finish() throws InterruptedException {
        long end = System.nanoTime() + LIMIT_AT_END.toNanos();
        ask(ALL);
        while (isAnswered && isSomeOpen() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            ask(ALL);
        }
    }

    private boolean isSomeOpen() {
        return areOthersOpen || decided.size() < recorder.records();
    }

    private void ask(int limit) {
        if (!isAnswered) {
            return;
        }
        try {
            JsonNode answer = page.get("/records", Map.of("limit", String.valueOf(limit)));
            areOthersOpen = false;
            answer.path("records").forEach(this::take);
        } catch (UserError e) {
            isAnswered = false;
            notice.accept("outcomes are not recorded from now on: " + e.getMessage());
        }
    }

    private void take(JsonNode row) {
        String sequenceNumber = row.path("sequenceNumber").asText();
        if (!recorder.has(sequenceNumber)) {
            return;
        }
        Optional<Outcome.Kind> kind = Outcome.Kind.named(row.path("state").asText());
        if (kind.isEmpty()) {
            areOthersOpen = true;
            return;
        }
        Outcome outcome = new Outcome(
                row.path("mapping").asText(),
                sequenceNumber,
                kind.get(),
                Optional.empty(),
                row.path("attempt").asInt(),
                Optional.empty());
        if (known.add(outcome.key())) {
            decided.add(sequenceNumber);
            recorder.add(outcome);
        }
    }
}
