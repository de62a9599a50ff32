package dev.streamecho.echo;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes a time in the form of RFC 3339. */
final class Timestamp {
    private static final String WITHOUT_SECONDS = "2026-01-15T09:31";

    private Timestamp() {}

    /** The time in UTC, with milliseconds unless they are 0: {@code 2026-01-15T09:31:00.123Z}. */
    static String of(long epochMillis) {
        // Not Instant.toString: its formatter alone would take some 7 ms of a cold start.
        int nanos = (int) Math.floorMod(epochMillis, 1000L) * 1_000_000;
        String time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), nanos, ZoneOffset.UTC)
                .toString();
        return time.length() == WITHOUT_SECONDS.length() ? time + ":00Z" : time + "Z";
    }
}
