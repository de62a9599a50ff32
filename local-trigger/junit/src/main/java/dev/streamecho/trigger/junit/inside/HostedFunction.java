package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.junit.seam.Answer;
import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.junit.seam.Host;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** A function whose handler is in the test's class loader. */
record HostedFunction(FunctionInfo info, Host host, InstantSource clock) implements LambdaFunction {

    @Override
    public String logicalId() {
        return info.logicalId();
    }

    @Override
    public String arn() {
        return info.arn();
    }

    @Override
    public Invocation invoke(byte[] event) {
        String requestId = UUID.randomUUID().toString();
        Answer answer = host.call(info, requestId, event);
        // No time passes by the test's clock.
        return new Invocation(requestId, clock.instant(), Duration.ZERO, Optional.empty(), outcome(answer));
    }

    private Invocation.Outcome outcome(Answer answer) {
        return switch (answer.kind()) {
            case RETURNED -> new Invocation.Success(answer.response());
            case THREW -> new Invocation.FunctionError(answer.errorType(), answer.errorMessage());
            case TIMED_OUT -> new Invocation.TimedOut(info.timeout());
            case THROTTLED -> new Invocation.NotReached(answer.errorMessage());
        };
    }
}
