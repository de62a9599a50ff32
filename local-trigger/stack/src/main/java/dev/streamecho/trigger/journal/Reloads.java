package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last reload of each function. This class is not thread-safe. */
final class Reloads {
    private final Map<String, Reload> last = new HashMap<>();
    private List<String> explanation = List.of();

    /** A build begins; what an earlier one printed is of no interest any more. */
    void buildStarted() {
        explanation = List.of();
    }

    /** A build has failed, which functions with that code are told next. */
    void buildFailed(List<String> lines) {
        explanation = lines;
    }

    void add(String function, Instant at, boolean isRunning, String message) {
        last.put(function, new Reload(at, isRunning, message, isRunning ? List.of() : explanation));
    }

    Optional<Reload> of(String function) {
        return Optional.ofNullable(last.get(function));
    }
}
