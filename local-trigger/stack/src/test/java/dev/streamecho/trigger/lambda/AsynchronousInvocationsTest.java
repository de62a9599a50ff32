package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.function.FunctionProcessInfo;
import dev.streamecho.trigger.invocation.Fault;
import dev.streamecho.trigger.invocation.Faults;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function is invoked asynchronously, and what is to happen later happens when the test lets time pass. */
class AsynchronousInvocationsTest {
    private static final Instant START = Instant.parse("2026-01-15T09:30:00Z");
    private static final Outcome ERROR = new FunctionError("E", "no");

    @TempDir
    private Path folder;

    private Instant now = START;
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private final List<Duration> calls = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Optional<Runnable> next = Optional.empty();
    private Duration delay = Duration.ZERO;

    private String onFailure = "arn:failed";
    private String properties = "";

    private void run(String config, Outcome... answers) throws IOException {
        outcomes.addAll(List.of(answers));
        Path template =
                Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Worker:
                    Type: AWS::Serverless::Function
                    Properties:
                      EventInvokeConfig: {DestinationConfig: {OnFailure: {Destination: %s}, OnSuccess: {Destination: arn:done}}%s}
                      %s
                """.formatted(onFailure, config, properties));
        ControlledFunction worker = new Worker(
                Template.read(template, Map.of(), "us-east-1").functions().get(0));
        EventOutcomes endings = new EventOutcomes(new OnlyWorker(worker), this::send, () -> now, notices::add);
        AsynchronousInvocations invocations = new AsynchronousInvocations(
                (task, after) -> {
                    next = Optional.of(task);
                    delay = after;
                },
                () -> now,
                new EventInvokeConfigs(START),
                endings);
        invocations.take(worker, worker.started(), "$LATEST", "request", "{\"a\":1}".getBytes(UTF_8));
        while (next.isPresent()) {
            Runnable task = next.get();
            next = Optional.empty();
            now = now.plus(delay);
            task.run();
        }
    }

    private boolean send(String arn, String body, Map<String, String> attributes) {
        sent.add(arn + " " + body);
        return true;
    }

    private JsonNode record(String arn) throws IOException {
        assertThat(sent).singleElement().asString().startsWith(arn + " ");
        return new ObjectMapper().readTree(sent.get(0).substring(arn.length()));
    }

    @Test
    void aFailedEventIsRetriedAfterOneAndTwoMinutes() throws IOException {
        run("", ERROR, ERROR, ERROR);
        assertThat(calls).containsExactly(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(record("arn:failed").at("/requestContext/condition").asText())
                .isEqualTo("RetriesExhausted");
        assertThat(record("arn:failed")
                        .at("/requestContext/approximateInvokeCount")
                        .asInt())
                .isEqualTo(3);
        assertThat(notices).containsExactly("Worker: an asynchronous event was dropped after 3 attempts: E: no");
    }

    @Test
    void oneThatSucceedsAtLastIsARecordOfSuccess() throws IOException {
        run("", ERROR, new Success("{\"b\":2}".getBytes(UTF_8)));
        assertThat(record("arn:done").toString())
                .isEqualTo("{\"version\":\"1.0\",\"timestamp\":\"2026-01-15T09:31:00.000Z\","
                        + "\"requestContext\":{\"requestId\":\"request\","
                        + "\"functionArn\":\"arn:aws:lambda:us-east-1:123456789012:function:Worker:$LATEST\","
                        + "\"condition\":\"Success\",\"approximateInvokeCount\":2},"
                        + "\"requestPayload\":{\"a\":1},"
                        + "\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\"},"
                        + "\"responsePayload\":{\"b\":2}}");
        assertThat(notices).isEmpty();
    }

    @Test
    void throttlingUsesUpNoRetry() throws IOException {
        Outcome throttled = new NotReached("Rate Exceeded.");
        run(", MaximumRetryAttempts: 0", throttled, throttled, throttled, ERROR);
        assertThat(calls).hasSize(4);
        assertThat(record("arn:failed")
                        .at("/requestContext/approximateInvokeCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anEventThatWouldBeTooOldIsDropped() throws IOException {
        run(", MaximumEventAgeInSeconds: 120", ERROR, ERROR);
        assertThat(calls).hasSize(2);
        assertThat(record("arn:failed").at("/requestContext/condition").asText())
                .isEqualTo("EventAgeExceeded");
        assertThat(record("arn:failed").has("responseContext")).isFalse();
    }

    @Test
    void aDestinationThatDoesNotNameAFunctionIsReported() throws IOException {
        onFailure = "'arn:aws:lambda:us-east-1:17:function:Other'";
        run(", MaximumRetryAttempts: 0", ERROR);
        assertThat(notices)
                .containsExactly(
                        "Worker: an asynchronous event was dropped after 1 attempt: E: no",
                        "Worker: what became of its asynchronous event cannot be sent to arn:aws:lambda:us-east-1:17:function:Other:"
                                + " arn:aws:lambda:us-east-1:17:function:Other is neither the name nor the ARN of a function");
    }

    @Test
    void aDeadLetterQueueThatCannotBeReadKeepsNothingFromTheDestination() throws IOException {
        properties = "DeadLetterQueue: [no mapping]";
        run(", MaximumRetryAttempts: 0", ERROR);
        assertThat(sent).singleElement().asString().startsWith("arn:failed ");
        assertThat(notices).anySatisfy(line -> assertThat(line).contains("template.yaml", "DeadLetterQueue"));
    }

    private final class Worker implements ControlledFunction, LambdaFunction {
        private final FunctionDefinition definition;

        private Worker(FunctionDefinition definition) {
            this.definition = definition;
        }

        @Override
        public FunctionDefinition definition() {
            return definition;
        }

        @Override
        public String logicalId() {
            return definition.logicalId();
        }

        @Override
        public String arn() {
            return definition.arn();
        }

        @Override
        public Optional<String> obstacle() {
            return Optional.empty();
        }

        @Override
        public boolean isBuilding() {
            return false;
        }

        @Override
        public OptionalInt debugPort() {
            return OptionalInt.empty();
        }

        @Override
        public LambdaFunction started() {
            return this;
        }

        @Override
        public LambdaFunction withCodeOfNow() {
            return this;
        }

        @Override
        public Invocation invoke(byte[] event) {
            calls.add(Duration.between(START, now));
            return new Invocation("id", now, Duration.ZERO, Optional.empty(), outcomes.remove());
        }

        @Override
        public List<FunctionProcessInfo> processes() {
            return List.of();
        }

        @Override
        public boolean kill(long pid) {
            return false;
        }

        @Override
        public Faults.Pending faults() {
            return new Faults.Pending(List.of(), Optional.empty());
        }

        @Override
        public void inject(Fault fault, int times) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void throttle(Duration time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clearFaults() {
            throw new UnsupportedOperationException();
        }
    }

    private record OnlyWorker(ControlledFunction worker) implements StackControl {
        @Override
        public List<ControlledMapping> mappings() {
            return List.of();
        }

        @Override
        public List<ControlledFunction> functions() {
            return List.of(worker);
        }
    }
}
