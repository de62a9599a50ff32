package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.journal.RequestRow;

/** A request that an API of the template has answered. */
final class RequestJson {
    private RequestJson() {}

    static ObjectNode of(RequestRow request) {
        ApiCall call = request.call();
        ObjectNode json = Json.object()
                .put("n", request.n())
                .put("at", Json.time(call.at()))
                .put("method", call.method())
                .put("target", call.target())
                .put("status", call.status())
                .put("durationMillis", Json.millis(call.duration()));
        Json.put(json, "function", call.function());
        Json.put(json, "requestId", call.requestId());
        Json.put(json, "problem", call.problem());
        json.set("records", Json.numbers(request.records()));
        return json;
    }
}
