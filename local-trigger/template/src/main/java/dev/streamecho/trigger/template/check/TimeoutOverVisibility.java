package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import java.util.Optional;

/**
 * The service creates no mapping on a queue that shows messages again while the function may still handle them. It recommends six
 * times the function's timeout, and the batching window besides.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a queue to use with Lambda</a>
 */
final class TimeoutOverVisibility implements MappingRule {
    private static final int USUAL_VISIBILITY = 30;
    private static final int RECOMMENDED = 6;

    @Override
    public String name() {
        return "timeout-over-visibility";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        return mapping.readsQueue() ? stack.queueOf(mapping).flatMap(queue -> find(mapping, queue)) : Optional.empty();
    }

    private Optional<Finding> find(CheckedMapping mapping, QueueDefinition queue) {
        Optional<Value> written = queue.properties().get("VisibilityTimeout");
        if (written.filter(Value::isUnknown).isPresent()
                || mapping.function()
                        .properties()
                        .get("Timeout")
                        .filter(Value::isUnknown)
                        .isPresent()) {
            return Optional.empty();
        }
        int visibility = written.map(Value::integer).orElse(USUAL_VISIBILITY);
        int timeout = (int) mapping.function().timeout().toSeconds();
        int recommended =
                RECOMMENDED * timeout + mapping.batchingWindowInSeconds().orElse(0);
        if (visibility >= recommended) {
            return Optional.empty();
        }
        boolean isRefused = timeout > visibility;
        return Optional.of(Finding.of(
                this,
                isRefused ? Severity.ERROR : Severity.WARNING,
                queue.logicalId(),
                written.orElse(queue.properties()),
                isRefused
                        ? "messages are visible again after %d s, but %s may take %d s, so the mapping %s cannot be created"
                                .formatted(visibility, mapping.function().logicalId(), timeout, mapping.logicalId())
                        : "messages are visible again after %d s, but %s may take %d s: when it is throttled, they are received twice"
                                .formatted(visibility, mapping.function().logicalId(), timeout),
                "VisibilityTimeout: %d, six times the function's Timeout and the batching window, or a shorter Timeout"
                        .formatted(recommended)));
    }
}
