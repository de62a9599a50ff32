package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RecordRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The last ten minutes second by second, for plots, as far as the journal has their records. */
final class SeriesEndpoint {
    private static final int SECONDS = 600;
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
        Instant from = Instant.ofEpochSecond(clock.instant().getEpochSecond() - SECONDS + 1);
        List<RecordRow> rows = journal.rows();
        ObjectNode json = Json.object().put("from", Json.time(from)).put("stepMillis", MILLIS);
        ObjectNode mappings = json.putObject("mappings");
        journal.mappings().forEach(mapping -> mappings.set(mapping.mapping(), of(mapping.mapping(), rows, from)));
        return Answer.json(json);
    }

    private static ObjectNode of(String mapping, List<RecordRow> rows, Instant from) {
        MappingSeries series = new MappingSeries(from, SECONDS);
        rows.stream().filter(row -> row.mapping().equals(mapping)).forEach(series::add);
        return series.json();
    }
}
