package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.lambda.AsynchronousEvent.Condition;
import dev.streamecho.trigger.template.language.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells what became of asynchronous events: the destination of the function's configuration, a queue or a function of the template,
 * gets a record of it, and a dead-letter queue the event that was dropped. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Retaining records of
 *     asynchronous invocations</a>
 */
final class EventOutcomes {
    private static final String DROPPED = "%s: an asynchronous event was dropped after %s: %s";
    private static final int LONGEST_MESSAGE = 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StackControl control;
    private final EventDestinations destinations;
    private final InstantSource clock;
    private final Consumer<String> notice;

    /**
     * Makes one.
     *
     * @param notice takes a line for each event that is dropped, or of which the record cannot be sent
     */
    EventOutcomes(StackControl control, EventDestinations destinations, InstantSource clock, Consumer<String> notice) {
        this.control = control;
        this.destinations = destinations;
        this.clock = clock;
        this.notice = notice;
    }

    /** An event was handled, or is dropped. */
    void ended(AsynchronousEvent event, Condition condition, int invocations, Optional<Invocation> last) {
        boolean isHandled = condition == Condition.SUCCESS;
        if (!isHandled) {
            tellDropped(event, condition, invocations, last);
            sendDeadLetter(event, last);
        }
        (isHandled ? event.config().onSuccess() : event.config().onFailure())
                .ifPresent(
                        arn -> send(event, arn, event.record(condition, invocations, last, clock.instant()), Map.of()));
    }

    private void tellDropped(AsynchronousEvent event, Condition condition, int invocations, Optional<Invocation> last) {
        String after = condition == Condition.EVENT_AGE_EXCEEDED
                ? "its maximum age"
                : invocations + (invocations == 1 ? " attempt" : " attempts");
        notice.accept(DROPPED.formatted(
                event.of().logicalId(),
                after,
                last.map(invocation -> invocation.outcome().describe()).orElse("it was not invoked")));
    }

    private static Optional<String> deadLetterQueue(AsynchronousEvent event) {
        Value properties = event.of().definition().properties();
        return properties
                .known("DeadLetterConfig")
                .or(() -> properties.known("DeadLetterQueue"))
                .flatMap(config -> config.known("TargetArn"))
                .map(Value::text);
    }

    /** The event itself, with what went wrong in the attributes. */
    private void sendDeadLetter(AsynchronousEvent event, Optional<Invocation> last) {
        Optional<String> arn;
        try {
            arn = deadLetterQueue(event);
        } catch (UserError e) {
            notice.accept(e.getMessage());
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("RequestID", event.requestId());
        attributes.put("ErrorCode", "200");
        last.map(EventOutcomes::message).ifPresent(message -> attributes.put("ErrorMessage", message));
        arn.ifPresent(queue -> send(event, queue, new String(event.payload(), StandardCharsets.UTF_8), attributes));
    }

    private static String message(Invocation invocation) {
        String message;
        try {
            message =
                    JSON.readTree(ErrorJson.of(invocation)).path("errorMessage").asText();
        } catch (IOException notJson) {
            message = invocation.outcome().describe();
        }
        String shown = message.isEmpty() ? invocation.outcome().describe() : message;
        return shown.substring(0, Math.min(shown.length(), LONGEST_MESSAGE));
    }

    private void send(AsynchronousEvent event, String arn, String body, Map<String, String> attributes) {
        try {
            Optional<ControlledFunction> function = attributes.isEmpty() ? functionOf(arn) : Optional.empty();
            if (function.isPresent()) {
                invoke(function.get(), body);
            } else if (!destinations.send(arn, body, attributes)) {
                notice.accept(
                        "%s: what became of its asynchronous event is not sent, as %s is neither a queue nor a function of the template"
                                .formatted(event.of().logicalId(), arn));
            }
        } catch (IOException | UserError | ServiceException e) {
            notice.accept("%s: what became of its asynchronous event cannot be sent to %s: %s"
                    .formatted(event.of().logicalId(), arn, e.getMessage()));
        }
    }

    private Optional<ControlledFunction> functionOf(String arn) {
        return arn.contains(":function:")
                ? control.functions().stream()
                        .filter(one -> FunctionName.parse(arn, Optional.empty()).isOf(one.definition()))
                        .findFirst()
                : Optional.empty();
    }

    /** It is invoked once, with the record; what it makes of that is its own affair. */
    private void invoke(ControlledFunction function, String record) {
        try {
            Invocation invocation = function.started().invoke(record.getBytes(StandardCharsets.UTF_8));
            String failure = invocation.outcome().describe();
            if (!failure.isEmpty()) {
                notice.accept("%s: failed as a destination: %s".formatted(function.logicalId(), failure));
            }
        } catch (InterruptedException e) {
            // The stack is being stopped.
            Thread.currentThread().interrupt();
        }
    }
}
