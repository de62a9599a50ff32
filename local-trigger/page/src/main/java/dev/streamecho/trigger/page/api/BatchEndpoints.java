package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.BatchRow;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RecordHistory;
import dev.streamecho.trigger.journal.Step;
import dev.streamecho.trigger.stack.StackRun;
import java.io.IOException;
import java.util.Optional;

/** The batches of a run, each with the tree of those that it was split from and into. */
final class BatchEndpoints {
    private final StackRun stack;
    private final Journal journal;

    BatchEndpoints(StackRun stack) {
        this.stack = stack;
        this.journal = stack.journal();
    }

    void addTo(Router router) {
        router.add("GET", "/batches/{n}", call -> Answer.json(json(find(call))));
    }

    /** @throws ApiException if there is none of the path's number */
    BatchRow find(Call call) {
        int n = call.number("n");
        return journal.batch(n)
                .orElseThrow(() -> ApiException.notFound(
                        "There is no batch %d, or none any more: the oldest are dropped".formatted(n)));
    }

    ObjectNode json(BatchRow batch) throws IOException {
        ObjectNode json = Json.object()
                .put("n", batch.n())
                .put("mapping", batch.mapping())
                .put("function", batch.function());
        Json.put(json, "shardId", batch.shardId());
        ArrayNode records = json.putArray("records");
        for (long n : batch.records()) {
            journal.record(n).map(RecordHistory::row).ifPresent(row -> records.add(RowJson.of(row)));
        }
        json.put("size", batch.size()).put("at", Json.time(batch.at()));
        Json.putNumber(json, "parent", batch.parent());
        json.set("children", Json.numbers(batch.children()));
        json.put("root", batch.root()).put("state", batch.state().toString());
        Json.putTime(json, "nextAttemptAt", batch.nextAttemptAt());
        if (batch.state() == BatchRow.State.WAITING && !batch.records().isEmpty()) {
            Json.put(
                    json,
                    "why",
                    stack.why().record(batch.records().get(0)).map(dev.streamecho.trigger.journal.Answer::answer));
        }
        json.set("attempts", StepJson.attempts(batch.n(), batch.attempts()));
        ArrayNode tree = json.putArray("tree");
        journal.tree(batch.n()).forEach(node -> tree.add(node(node)));
        Optional<byte[]> event = journal.event(batch.n());
        if (event.isPresent()) {
            json.set("event", Call.JSON.readTree(event.get()));
        }
        batch.discarded().ifPresent(discarded -> json.set("discarded", discarded(discarded)));
        return json;
    }

    private static ObjectNode node(BatchRow batch) {
        ObjectNode json = Json.object().put("n", batch.n());
        Json.putNumber(json, "parent", batch.parent());
        return json.put("records", batch.size()).put("state", batch.state().toString());
    }

    private static ObjectNode discarded(Step.Discarded discarded) {
        ObjectNode json = Json.object().put("at", Json.time(discarded.at())).put("condition", discarded.condition());
        Json.put(json, "place", discarded.place());
        Json.put(json, "message", discarded.message());
        return json;
    }
}
