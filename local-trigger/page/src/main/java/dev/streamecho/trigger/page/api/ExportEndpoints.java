package dev.streamecho.trigger.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/** A record or a batch as one file to send to a colleague: what the API tells of it, as a document. */
final class ExportEndpoints {
    private static final List<String> FACTS_OF_RECORD = List.of(
            "at",
            "event",
            "table",
            "queue",
            "key",
            "mapping",
            "function",
            "outcome",
            "attempt",
            "latencyMillis",
            "batch",
            "shardId",
            "sequenceNumber",
            "messageId",
            "sizeBytes");

    private static final List<String> FACTS_OF_BATCH =
            List.of("at", "mapping", "function", "state", "size", "parent", "shardId", "nextAttemptAt");

    private final RecordEndpoints records;
    private final BatchEndpoints batches;

    ExportEndpoints(RecordEndpoints records, BatchEndpoints batches) {
        this.records = records;
        this.batches = batches;
    }

    void addTo(Router router) {
        router.add("GET", "/records/{n}/export", this::record).add("GET", "/batches/{n}/export", this::batch);
    }

    private Answer record(Call call) throws IOException {
        ObjectNode record = records.json(records.find(call));
        String title = "%s %s"
                .formatted(record.path("event").asText(), record.path("key").asText());
        Html html = new Html(title);
        JsonNode why = record.path("why");
        if (why.isObject()) {
            html.paragraph(why.path("answer").asText());
            why.path("lines").forEach(line -> html.paragraph(line.asText()));
        }
        html.facts(facts(record, FACTS_OF_RECORD));
        addJson(html, "Old image", record.path("oldImage"));
        addJson(html, "New image", record.path("newImage"));
        addSteps(html, "Its way", record.path("steps"));
        addJson(html, "Event of the function", record.path("functionEvent"));
        return file("record-" + record.path("n").asText(), html);
    }

    private Answer batch(Call call) throws IOException {
        ObjectNode batch = batches.json(batches.find(call));
        Html html = new Html("Batch " + batch.path("n").asText() + " of "
                + batch.path("mapping").asText());
        html.facts(facts(batch, FACTS_OF_BATCH));
        html.heading("Records");
        html.table(
                List.of("Record", "Event", "Key", "Outcome", "Attempts"),
                rows(batch.path("records"), "n", "event", "key", "outcome", "attempt"));
        if (batch.path("tree").size() > 1) {
            html.heading("Halves");
            html.table(
                    List.of("Batch", "Half of", "Records", "State"),
                    rows(batch.path("tree"), "n", "parent", "records", "state"));
        }
        addSteps(html, "Attempts", batch.path("attempts"));
        addJson(html, "Discarded", batch.path("discarded"));
        addJson(html, "Event of the function", batch.path("event"));
        return file("batch-" + batch.path("n").asText(), html);
    }

    private static Map<String, String> facts(ObjectNode json, List<String> names) {
        Map<String, String> facts = new LinkedHashMap<>();
        names.stream()
                .filter(json::has)
                .forEach(name -> facts.put(name, json.get(name).asText()));
        return facts;
    }

    private static List<List<String>> rows(JsonNode array, String... names) {
        return array.valueStream()
                .map(row ->
                        Stream.of(names).map(name -> row.path(name).asText()).toList())
                .toList();
    }

    private static void addSteps(Html html, String title, JsonNode steps) {
        html.heading(title);
        html.table(List.of("Time", "What", ""), rows(steps, "at", "kind", "text"));
        for (JsonNode step : steps) {
            JsonNode error = step.path("error");
            if (error.isObject()) {
                html.preformatted("%s: %s"
                                .formatted(
                                        error.path("type").asText(),
                                        error.path("message").asText())
                        + lines("\n    ", error.path("stackTrace")));
            }
            if (!step.path("log").isEmpty()) {
                html.preformatted(
                        "Log of %s:".formatted(step.path("requestId").asText()) + lines("\n", step.path("log")));
            }
        }
    }

    private static String lines(String before, JsonNode lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(before).append(line.asText()));
        return text.toString();
    }

    private static void addJson(Html html, String title, JsonNode json) throws JsonProcessingException {
        if (!json.isMissingNode()) {
            html.heading(title);
            html.preformatted(
                    Call.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json));
        }
    }

    private static Answer file(String name, Html html) {
        return new Answer(
                HttpStatus.OK_200,
                "text/html; charset=utf-8",
                html.toString().getBytes(UTF_8),
                Map.of("Content-Disposition", "attachment; filename=\"%s.html\"".formatted(name)));
    }
}
