package dev.streamecho.trigger.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a person reads them. */
final class Times {
    private final Clock clock;
    private final DateTimeFormatter timeOfDay;

    Times(Clock clock) {
        this.clock = clock;
        timeOfDay = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(clock.getZone());
    }

    String of(Instant at) {
        return timeOfDay.format(at);
    }

    /** As {@code at 09:30:02.000, in 1.5 s}; one that has passed is due now. */
    String due(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() || left.isZero() ? "now" : "at %s, in %s".formatted(of(at), of(left));
    }

    boolean hasPassedSince(Instant at, Duration time) {
        return !clock.instant().isBefore(at.plus(time));
    }

    static String of(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
