package dev.streamecho.trigger.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How invocations end. */
final class Outcomes {

    private Outcomes() {}

    static Outcome success() {
        return returns("null");
    }

    static Outcome returns(String response) {
        return new Invocation.Success(response.getBytes(UTF_8));
    }

    /** The partial batch response that reports these sequence numbers. */
    static Outcome reports(String... sequenceNumbers) {
        return returns(Stream.of(sequenceNumbers)
                .map("{\"itemIdentifier\":\"%s\"}"::formatted)
                .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}")));
    }

    /** The response of a function with a tumbling window. */
    static Outcome state(String json) {
        return returns("{\"state\":%s}".formatted(json));
    }

    static Outcome error() {
        return new Invocation.FunctionError("java.lang.IllegalStateException", "no");
    }

    static Outcome timeout() {
        return new Invocation.TimedOut(Duration.ofSeconds(3));
    }

    static Outcome initError() {
        return new Invocation.InitError("java.lang.ClassNotFoundException", "no.such.Handler");
    }

    static Outcome notReached() {
        return new Invocation.NotReached("Rate Exceeded.");
    }

    static Invocation invocation(String requestId, Instant calledAt, Outcome outcome) {
        return new Invocation(requestId, calledAt, Duration.ofMillis(1), Optional.empty(), outcome);
    }
}
