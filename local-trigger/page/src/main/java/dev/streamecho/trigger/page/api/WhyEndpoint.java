package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.Why;
import dev.streamecho.trigger.stack.StackRun;
import java.util.Optional;

/** Why a function was called with a change, or was not. */
final class WhyEndpoint {
    private final StackRun stack;

    WhyEndpoint(StackRun stack) {
        this.stack = stack;
    }

    void addTo(Router router) {
        router.add("GET", "/why", call -> Answer.json(json(answer(call))));
    }

    private dev.streamecho.trigger.journal.Answer answer(Call call) {
        Why why = stack.why();
        Optional<String> key = call.query("key");
        Optional<String> number = call.query("sequenceNumber");
        if (key.isPresent()) {
            return why.key(key.get());
        }
        if (number.isPresent()) {
            return why.sequenceNumber(number.get());
        }
        if (call.isGiven("last")) {
            return why.last()
                    .orElseThrow(
                            () -> ApiException.notFound("Nothing was read yet: no change was written since the start"));
        }
        throw ApiException.invalid("Say of what: key, sequenceNumber or last");
    }

    static ObjectNode json(dev.streamecho.trigger.journal.Answer answer) {
        ObjectNode json = Json.object().put("answer", answer.answer());
        json.set("lines", Json.strings(answer.lines()));
        Json.putNumber(json, "record", answer.record());
        return json;
    }
}
