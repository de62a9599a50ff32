package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.JournaledMapping;
import dev.streamecho.trigger.journal.Series;
import java.time.Clock;
import java.time.Instant;

/** The last minutes second by second, for plots. */
final class SeriesEndpoint {
    private static final int MILLIS = 1_000;

    private final Journal journal;
    private final Clock clock;

    SeriesEndpoint(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.add("GET", "/series", this::series);
    }

    private Answer series(Call call) {
        Instant now = clock.instant();
        ObjectNode json = Json.object().put("stepMillis", MILLIS);
        ObjectNode mappings = json.putObject("mappings");
        for (JournaledMapping mapping : journal.mappings()) {
            Series series = journal.series(mapping.mapping(), now);
            json.put("from", Json.time(series.from()));
            mappings.set(mapping.mapping(), json(series));
        }
        return Answer.json(json);
    }

    private static ObjectNode json(Series series) {
        ObjectNode json = Json.object();
        ArrayNode lag = json.putArray("lag");
        series.lag().forEach(lag::add);
        ArrayNode latency = json.putArray("latencyMillis");
        for (int millis : series.latencyMillis()) {
            if (millis > 0) {
                latency.add(millis);
            } else {
                latency.addNull();
            }
        }
        ArrayNode handled = json.putArray("handled");
        series.handled().forEach(handled::add);
        return json;
    }
}
