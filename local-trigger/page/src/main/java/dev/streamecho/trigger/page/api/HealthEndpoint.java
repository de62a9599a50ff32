package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.streamecho.trigger.stack.Health;
import java.util.Optional;

/** How far a run is, for whoever waits for it. It tells nothing else, as it asks for no token. */
final class HealthEndpoint {
    static final String PATH = "/health";

    private final ShownStack stack;

    HealthEndpoint(ShownStack stack) {
        this.stack = stack;
    }

    Answer health(Call call) throws InterruptedException {
        Optional<ShownStack.Started> run = stack.run();
        Health health = run.isPresent() ? run.get().stack().health() : Health.STARTING;
        return Answer.json(JsonNodeFactory.instance.objectNode().put("status", health.toString()));
    }
}
