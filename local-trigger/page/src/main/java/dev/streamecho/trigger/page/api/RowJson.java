package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.RecordRow;
import dev.streamecho.trigger.journal.RecordRow.Change;
import java.util.List;

/** A record or message as a line of a list. */
final class RowJson {
    private RowJson() {}

    static ArrayNode of(List<RecordRow> rows) {
        ArrayNode array = Json.array();
        rows.forEach(row -> array.add(of(row)));
        return array;
    }

    static ObjectNode of(RecordRow row) {
        boolean isMessage = row.change() == Change.MESSAGE;
        ObjectNode json = Json.object()
                .put("n", row.n())
                .put("at", Json.time(row.at()))
                .put("event", row.change().name())
                .put(isMessage ? "queue" : "table", row.source())
                .put("key", row.key())
                .put("mapping", row.mapping())
                .put("function", row.function())
                .put("attempt", row.attempts())
                .put("outcome", Words.of(row.outcome()))
                .put("state", row.state().toString());
        row.latency().ifPresent(latency -> json.put("latencyMillis", Json.millis(latency)));
        Json.putNumber(json, "batch", row.batch());
        Json.put(json, "shardId", row.shardId());
        return json.put(isMessage ? "messageId" : "sequenceNumber", row.id()).put("sizeBytes", row.sizeBytes());
    }
}
