package dev.streamecho.trigger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.InvocationReport;
import java.util.List;
import java.util.Optional;

/** Makes attempts of what the engine reports. */
final class Attempts {
    private static final int MOST_BYTES_OF_RESPONSE = 16_000;

    private Attempts() {}

    static Attempt of(InvocationReport report, List<String> log) {
        Invocation invocation = report.invocation();
        return new Attempt(
                invocation.calledAt(),
                invocation.requestId(),
                report.attempt(),
                report.batchSize(),
                invocation.duration(),
                invocation.initDuration(),
                report.result(),
                report.handled(),
                report.reason(),
                failure(invocation.outcome()),
                response(invocation.outcome()),
                log);
    }

    static Optional<Attempt.Failure> failure(Invocation.Outcome outcome) {
        if (outcome instanceof Invocation.FunctionError error) {
            return Optional.of(new Attempt.Failure(error.errorType(), error.errorMessage(), error.stackTrace()));
        }
        if (outcome instanceof Invocation.InitError error) {
            return Optional.of(new Attempt.Failure(error.errorType(), error.errorMessage(), error.stackTrace()));
        }
        if (outcome instanceof Invocation.TimedOut timeout) {
            return Optional.of(new Attempt.Failure("Sandbox.Timedout", timeout.errorMessage(), List.of()));
        }
        return Optional.empty();
    }

    private static Optional<String> response(Invocation.Outcome outcome) {
        return outcome instanceof Invocation.Success success
                ? Optional.of(new String(
                        success.response(), 0, Math.min(success.response().length, MOST_BYTES_OF_RESPONSE), UTF_8))
                : Optional.empty();
    }
}
