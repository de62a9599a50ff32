package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** How far a run is, for whoever waits for it. It tells nothing else, as it asks for no token. */
final class HealthEndpoint {
    static final String PATH = "/health";

    private final ShownStack stack;

    HealthEndpoint(ShownStack stack) {
        this.stack = stack;
    }

    Answer health(Call call) {
        String status = stack.run().isPresent() ? "ready" : "starting";
        return Answer.json(JsonNodeFactory.instance.objectNode().put("status", status));
    }
}
