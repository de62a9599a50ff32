package dev.streamecho.trigger.lambda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Returns the event, throws what it says, or returns what another function makes of it. */
public final class EventsHandler {
    /** Handles any event. */
    public Object handle(Map<String, Object> event) throws IOException, InterruptedException {
        System.out.println("called with " + event);
        if (event.containsKey("throw")) {
            throw new IllegalStateException(String.valueOf(event.get("throw")));
        }
        if (!event.containsKey("call")) {
            return event;
        }
        URI invoke = URI.create(System.getenv("AWS_ENDPOINT_URL_LAMBDA"))
                .resolve("/2015-03-31/functions/%s/invocations".formatted(event.get("call")));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(invoke)
                                .POST(BodyPublishers.ofString("{\"by\":\"Caller\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
