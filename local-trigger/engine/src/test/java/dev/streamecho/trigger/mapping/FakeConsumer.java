package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that notes the bodies it is invoked with and answers with success, unless told otherwise. It is thread-safe. */
final class FakeConsumer implements LambdaFunction {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<List<String>> invocations = new CopyOnWriteArrayList<>();
    private volatile FakeFunction.Behaviour behaviour = bodies -> Outcomes.success();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Optional<String> obstacle = Optional.empty();

    FakeConsumer answers(FakeFunction.Behaviour behaviourFromNowOn) {
        behaviour = behaviourFromNowOn;
        return this;
    }

    /** From now on it cannot run, or can again. */
    void obstacle(Optional<String> why) {
        obstacle = why;
    }

    /** The bodies of each invocation, in the order in which they began. */
    List<List<String>> invocations() {
        return List.copyOf(invocations);
    }

    @Override
    public String logicalId() {
        return "Worker";
    }

    @Override
    public String arn() {
        return "arn:aws:lambda:eu-west-1:123456789012:function:Worker";
    }

    /** Returns how often it was asked whether it can run. */
    int looks() {
        return looks.get();
    }

    @Override
    public Optional<String> obstacle() {
        looks.incrementAndGet();
        return obstacle;
    }

    @Override
    public Invocation invoke(byte[] event) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        for (JsonNode record : records(event)) {
            bodies.add(record.path("body").textValue());
        }
        invocations.add(bodies);
        Outcome outcome = behaviour.answer(bodies);
        return Outcomes.invocation("request-" + invocations.size(), Instant.now(), outcome);
    }

    private static JsonNode records(byte[] event) {
        try {
            return JSON.readTree(event).get("Records");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
