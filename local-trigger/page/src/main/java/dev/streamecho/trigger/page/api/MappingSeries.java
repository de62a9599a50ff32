package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.RecordRow;
import java.time.Duration;
import java.time.Instant;

/** What became of a mapping's records, second by second. This class is not thread-safe. */
final class MappingSeries {
    private static final long MILLIS = 1_000;

    private final Instant from;
    private final int seconds;
    private final int[] handled;
    private final double[] latency;

    /** By how many records the lag grows in each second; the first has that of before, too. */
    private final int[] lagChange;

    MappingSeries(Instant from, int seconds) {
        this.from = from;
        this.seconds = seconds;
        this.handled = new int[seconds];
        this.latency = new double[seconds];
        this.lagChange = new int[seconds + 1];
    }

    void add(RecordRow row) {
        int written = Math.max(0, second(row.at()));
        int called = row.latency().map(after -> second(row.at().plus(after))).orElse(written);
        boolean isOpen = row.state() == RecordRow.State.OPEN;
        if (called >= 0 && called < seconds) {
            latency[called] =
                    Math.max(latency[called], row.latency().map(Json::millis).orElse(0.0));
            if (row.state() == RecordRow.State.HANDLED) {
                handled[called]++;
            }
        }
        if (isOpen || called >= 0) {
            lagChange[Math.min(written, seconds)]++;
            lagChange[isOpen ? seconds : Math.min(Math.max(called, written), seconds)]--;
        }
    }

    private int second(Instant at) {
        long second = Math.floorDiv(Duration.between(from, at).toMillis(), MILLIS);
        return (int) Math.max(-1, Math.min(seconds, second));
    }

    /** A second in which no record was called has no latency. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode lags = json.putArray("lag");
        ArrayNode latencies = json.putArray("latencyMillis");
        ArrayNode counts = json.putArray("handled");
        int lag = 0;
        for (int i = 0; i < seconds; i++) {
            lag += lagChange[i];
            lags.add(lag);
            if (latency[i] > 0) {
                latencies.add(latency[i]);
            } else {
                latencies.addNull();
            }
            counts.add(handled[i]);
        }
        return json;
    }
}
