package dev.streamecho.trigger.lambda;

import java.io.IOException;
import java.util.Map;

/** Where records of asynchronous events go. Implementations are thread-safe. */
public interface EventDestinations {

    /**
     * Sends a message to a queue.
     *
     * @param attributes message attributes of type {@code String}
     * @return whether there is such a queue here
     * @throws IOException if it cannot be sent
     */
    boolean send(String queueArn, String body, Map<String, String> attributes) throws IOException;
}
