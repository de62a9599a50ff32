package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** A function that keeps its events and answers what a test says. It is thread-safe. */
final class FakeFunction implements LambdaFunction {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile Callable<Outcome> outcome = () -> success("{\"statusCode\":200}");

    static Outcome success(String response) {
        return new Invocation.Success(response.getBytes(UTF_8));
    }

    FakeFunction answers(String response) {
        return ends(() -> success(response));
    }

    FakeFunction ends(Callable<Outcome> way) {
        outcome = way;
        return this;
    }

    /** The event of the only invocation. */
    JsonNode event() {
        if (events.size() != 1) {
            throw new AssertionError(events.size() + " invocations");
        }
        return events.get(0);
    }

    List<JsonNode> events() {
        return List.copyOf(events);
    }

    @Override
    public String logicalId() {
        return "Function";
    }

    @Override
    public String arn() {
        return "arn:aws:lambda:us-east-1:123456789012:function:Function";
    }

    @Override
    public Invocation invoke(byte[] event) throws InterruptedException {
        try {
            events.add(JSON.readTree(event));
            return new Invocation("id", Instant.now(), Duration.ZERO, Optional.empty(), outcome.call());
        } catch (InterruptedException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
