package dev.streamecho.trigger.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long ago this process was started. */
final class SinceStart {
    private SinceStart() {}

    /** In seconds, such as {@code 1.5 s}. */
    static String shown() {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        // Zero if the clock was set back meanwhile.
        long millis = Math.max(0, Duration.between(start, Instant.now()).toMillis());
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
