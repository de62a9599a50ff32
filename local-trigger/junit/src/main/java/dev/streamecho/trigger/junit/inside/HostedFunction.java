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

/** A function that the test calls, wherever its handler runs. */
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
        return new Invocation(
                answer.requestId().orElse(requestId),
                clock.instant(),
                Duration.ZERO,
                Optional.empty(),
                Answers.outcome(answer, info.timeout()));
    }
}
