package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RecordHistory;
import dev.streamecho.trigger.journal.RecordRow;
import dev.streamecho.trigger.mapping.FilterPattern;
import dev.streamecho.trigger.stack.StackRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The records and messages of a run. */
final class RecordEndpoints {
    private static final int USUAL_PAGE = 500;
    private static final int LONGEST_PAGE = 10_000;

    private final StackRun stack;
    private final Journal journal;

    RecordEndpoints(StackRun stack) {
        this.stack = stack;
        this.journal = stack.journal();
    }

    void addTo(Router router) {
        router.add("GET", "/records", this::records)
                .add("GET", "/records/{n}", this::record)
                .add("GET", "/records/{n}/test", this::test);
    }

    private Answer records(Call call) {
        Predicate<RecordRow> search = Search.parse(call.query("search").orElse(""));
        int limit = call.number("limit", LONGEST_PAGE).orElse(USUAL_PAGE);
        int after = call.number("after", Integer.MAX_VALUE).orElse(0);
        int before = call.number("before", Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        List<RecordRow> all = journal.rows();
        int matched = 0;
        List<RecordRow> page = new ArrayList<>();
        for (RecordRow row : all) {
            if (search.test(row)) {
                matched++;
                if (row.n() > after && row.n() < before && page.size() < limit) {
                    page.add(row);
                }
            }
        }
        ObjectNode json = Json.object();
        json.set("records", RowJson.of(page));
        return Answer.json(
                json.put("matched", matched).put("total", all.size()).put("dropped", journal.droppedRecords()));
    }

    private Answer record(Call call) throws IOException {
        return Answer.json(json(find(call)));
    }

    private Answer test(Call call) throws IOException {
        RecordHistory record = find(call);
        if (record.row().change() == RecordRow.Change.MESSAGE) {
            throw ApiException.conflict("The JUnit extension has no queues, so there is no test of a message");
        }
        Path template = stack.template().file();
        String name = template.getFileName() == null
                ? "template.yaml"
                : template.getFileName().toString();
        return Answer.json(Json.object().put("source", TestSource.of(record.row(), event(record), name)));
    }

    /** @throws ApiException if there is none of the path's number */
    RecordHistory find(Call call) {
        int n = call.number("n");
        return journal.record(n)
                .orElseThrow(() -> ApiException.notFound(
                        "There is no record %d, or none any more: the oldest are dropped".formatted(n)));
    }

    ObjectNode json(RecordHistory record) throws IOException {
        ObjectNode json = RowJson.of(record.row());
        JsonNode event = event(record);
        copy(event.path("dynamodb"), "OldImage", json, "oldImage");
        copy(event.path("dynamodb"), "NewImage", json, "newImage");
        copy(event, "userIdentity", json, "userIdentity");
        json.set("functionEvent", event);
        json.set("steps", StepJson.of(record.steps(), () -> reasons(record.row(), event)));
        stack.why().record(record.n()).ifPresent(why -> json.set("why", WhyEndpoint.json(why)));
        journal.requests().stream()
                .filter(request -> request.records().contains(record.n()))
                .findFirst()
                .ifPresent(request -> json.set("request", RequestJson.of(request)));
        return json;
    }

    private String reasons(RecordRow row, JsonNode event) {
        return journal.mappings().stream()
                .filter(mapping -> mapping.mapping().equals(row.mapping()))
                .flatMap(mapping -> FilterPattern.reasons(mapping.filterPatterns(), event.toString()).stream())
                .collect(Collectors.joining("; "));
    }

    /** A record as the function's event has it; of a message, what is known of it. */
    static JsonNode event(RecordHistory record) throws IOException {
        return record.row().change() == RecordRow.Change.MESSAGE
                ? Json.object()
                        .put("messageId", record.id())
                        .put("body", record.content())
                        .put("eventSource", "aws:sqs")
                : Call.JSON.readTree(record.content());
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.has(name)) {
            to.set(as, from.get(name));
        }
    }
}
