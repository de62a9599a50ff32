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
import java.util.concurrent.CopyOnWriteArrayList;

/** A function that notes the items it is invoked with and answers with success, unless told otherwise. It is thread-safe. */
final class FakeFunction implements LambdaFunction {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<List<String>> invocations = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = items -> Outcomes.success();

    /** How the function answers an event with these items. */
    @FunctionalInterface
    interface Behaviour {
        Outcome answer(List<String> items) throws InterruptedException;
    }

    FakeFunction answers(Behaviour behaviourFromNowOn) {
        behaviour = behaviourFromNowOn;
        return this;
    }

    /** The items of each invocation, in the order in which they began. */
    List<List<String>> invocations() {
        return List.copyOf(invocations);
    }

    /** The items of all invocations. */
    List<String> items() {
        return invocations.stream().flatMap(List::stream).toList();
    }

    /** Forgets its invocations. */
    void forget() {
        invocations.clear();
    }

    @Override
    public String logicalId() {
        return "EchoFunction";
    }

    @Override
    public String arn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:EchoFunction";
    }

    @Override
    public Invocation invoke(byte[] event) throws InterruptedException {
        List<String> items = new ArrayList<>();
        for (JsonNode record : parse(event).get("Records")) {
            items.add(record.at("/dynamodb/Keys/id/S").textValue());
        }
        invocations.add(items);
        return Outcomes.invocation("request-" + invocations.size(), Instant.now(), behaviour.answer(items));
    }

    private static JsonNode parse(byte[] event) {
        try {
            return JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
