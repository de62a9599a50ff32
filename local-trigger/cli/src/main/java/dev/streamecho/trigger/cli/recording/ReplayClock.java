package dev.streamecho.trigger.cli.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * The time in a replay: that of the recording. Without a speed, nobody waits for it: it jumps to what happens next, and an
 * invocation takes as long as it took. With one, it goes on by itself. This class is not thread-safe.
 */
final class ReplayClock extends Clock {
    private final Instant start;
    private final double speed;
    private final long startedAt = System.nanoTime();
    private Instant now;

    /** @param speed how many seconds pass in one; 0 to wait for none */
    ReplayClock(Instant start, double speed) {
        this.start = start;
        this.now = start;
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        return speed == 0 ? now : start.plusNanos((long) ((System.nanoTime() - startedAt) * speed));
    }

    /** An invocation has taken some time. */
    void took(Duration duration) {
        now = now.plus(duration);
    }

    /** Goes to a moment that is later, or waits for it. */
    void moveTo(Instant moment) throws InterruptedException {
        now = moment;
        for (Duration left = left(moment); speed != 0 && !left.isNegative(); left = left(moment)) {
            TimeUnit.NANOSECONDS.sleep((long) (left.toNanos() / speed) + 1);
        }
    }

    private Duration left(Instant moment) {
        return Duration.between(instant(), moment);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
