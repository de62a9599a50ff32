package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RecordHistory;
import dev.streamecho.trigger.journal.RecordRow;
import dev.streamecho.trigger.mapping.EventFilter;
import dev.streamecho.trigger.mapping.FilterPattern;
import dev.streamecho.trigger.mapping.Mismatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tries a filter pattern on the newest records. */
final class FilterEndpoint {
    private static final int RECORDS = 100;

    private static final Pattern PLACE = Pattern.compile("\\(line (\\d+), column (\\d+)\\)");

    private final Journal journal;

    FilterEndpoint(Journal journal) {
        this.journal = journal;
    }

    void addTo(Router router) {
        router.add("POST", "/filters/match", this::match);
    }

    private Answer match(Call call) throws IOException {
        ObjectNode body = call.body();
        JsonNode given = body.path("pattern");
        String pattern = given.isTextual() ? given.textValue() : given.toString();
        ObjectNode json = Json.object();
        ArrayNode records = json.putArray("records");
        Optional<String> reason = EventFilter.reasonAgainst(pattern);
        if (reason.isPresent()) {
            ObjectNode error = json.putObject("error").put("message", reason.get());
            Matcher place = PLACE.matcher(reason.get());
            if (place.find()) {
                error.put("at", place.group(1) + ":" + place.group(2));
            }
            return Answer.json(json);
        }
        FilterPattern tried = FilterPattern.of(pattern);
        for (RecordRow row : newest(body.path("mapping").asText())) {
            Optional<RecordHistory> record = journal.record(row.n());
            if (record.isPresent()) {
                records.add(verdict(row, tried, RecordEndpoints.event(record.get())));
            }
        }
        return Answer.json(json);
    }

    private List<RecordRow> newest(String mapping) {
        return journal.rows().stream()
                .filter(row -> mapping.isEmpty() || row.mapping().equals(mapping))
                .limit(RECORDS)
                .toList();
    }

    private static ObjectNode verdict(RecordRow row, FilterPattern pattern, JsonNode event) {
        List<Mismatch> mismatches = pattern.mismatches(event);
        ObjectNode json = RowJson.of(row).put("matches", mismatches.isEmpty());
        if (!mismatches.isEmpty()) {
            json.put("reason", mismatches.stream().map(Mismatch::toString).collect(Collectors.joining("; ")));
            json.put("clause", mismatches.get(0).path());
        }
        return json;
    }
}
