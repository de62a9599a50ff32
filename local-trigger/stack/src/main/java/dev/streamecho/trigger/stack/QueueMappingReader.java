package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.queue.QueueSettings;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.TemplateError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads one mapping on a queue, and refuses what CloudFormation or the service would refuse, in the service's words where they
 * are known.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Lambda parameters for Amazon SQS
 *     event source mappings</a>
 */
final class QueueMappingReader {
    private static final int DEFAULT_BATCH_SIZE = 10;

    /** Without a batching window, and of a FIFO queue always, which has none. */
    private static final int MOST_AT_ONCE = 10;

    /** With so many invocations at a time the service starts to read a queue. */
    private static final int DEFAULT_CONCURRENCY = 5;

    /** With pollers of its own it starts with as many as there may be here. */
    private static final int PROVISIONED_CONCURRENCY = 10;

    private final Template template;
    private final EventSourceMappingDefinition definition;
    private final Value properties;
    private final MappingProperties common;

    QueueMappingReader(Template template, EventSourceMappingDefinition definition, Notices notices) {
        this.template = template;
        this.definition = definition;
        this.properties = definition.properties();
        this.common = new MappingProperties(definition, notices);
    }

    /** The queue that it reads; empty if the template does not have it. */
    Optional<QueueDefinition> queue() {
        String arn = definition.eventSourceArn();
        return template.queues().stream()
                .filter(queue -> queue.arn().equals(arn))
                .findFirst();
    }

    /** Says that the template does not have the queue. */
    TemplateError queueIsElsewhere() {
        List<String> queues =
                template.queues().stream().map(QueueDefinition::logicalId).toList();
        return definition
                .source()
                .error(
                        definition.eventSourceArn(),
                        "is not the ARN of a queue of the template, which has %s"
                                .formatted(
                                        queues.isEmpty() ? "none" : String.join(", ", queues) + ": !GetAtt QUEUE.Arn"));
    }

    /** The mapping, which invokes the function with the messages of the queue. */
    QueueMapping read(QueueDefinition queue, FunctionDefinition function) {
        MappingPropertyNames.checkOfQueue(definition);
        common.checkMetrics();
        QueueSettings settings = QueueSettings.of(queue);
        checkTimeouts(settings, queue, function);
        return new QueueMapping(
                definition.logicalId(),
                common.invoked(function),
                new QueueMapping.Source(
                        queue.arn(), settings.visibilityTimeout(), deadLetters(settings), common.filterPatterns()),
                new QueueMapping.Batching(
                        batchSize(queue),
                        common.seconds("MaximumBatchingWindowInSeconds", 300),
                        maximumConcurrency(),
                        properties.get("ProvisionedPollerConfig").isPresent()
                                ? PROVISIONED_CONCURRENCY
                                : DEFAULT_CONCURRENCY),
                common.reportBatchItemFailures(),
                definition.isEnabled());
    }

    private void checkTimeouts(QueueSettings settings, QueueDefinition queue, FunctionDefinition function) {
        boolean isUnknown = queue.properties()
                .get("VisibilityTimeout")
                .filter(Value::isUnknown)
                .isPresent();
        Duration visibilityTimeout = settings.visibilityTimeout();
        // A wrong timeout is what its function is left out for.
        Given.value(function::timeout)
                .filter(timeout -> !isUnknown && timeout.compareTo(visibilityTimeout) > 0)
                .ifPresent(timeout -> {
                    throw definition
                            .source()
                            .error(("Queue visibility timeout: %d seconds is less than Function timeout: %d seconds;"
                                            + " give %s a VisibilityTimeout of six times the function's Timeout")
                                    .formatted(visibilityTimeout.toSeconds(), timeout.toSeconds(), queue.logicalId()));
                });
    }

    private Optional<QueueMapping.DeadLetters> deadLetters(QueueSettings settings) {
        return template.queues().stream()
                .filter(queue -> settings.deadLetterTargetArn().equals(Optional.of(queue.arn())))
                .findFirst()
                .map(queue -> new QueueMapping.DeadLetters(queue.queueName(), settings.maxReceiveCount()));
    }

    private int batchSize(QueueDefinition queue) {
        Duration window = common.seconds("MaximumBatchingWindowInSeconds", 300);
        if (queue.isFifo() && !window.isZero()) {
            throw properties
                    .require("MaximumBatchingWindowInSeconds")
                    .error("Batching window is not supported for FIFO queues");
        }
        int size = common.integer("BatchSize", 1, queue.isFifo() ? MOST_AT_ONCE : 10_000, DEFAULT_BATCH_SIZE);
        if (size > MOST_AT_ONCE && window.isZero()) {
            throw properties
                    .require("BatchSize")
                    .error("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
                            + " than 10");
        }
        return size;
    }

    private OptionalInt maximumConcurrency() {
        Optional<Value> scaling = properties.get("ScalingConfig");
        scaling.ifPresent(
                value -> MappingPropertyNames.refuseOthers(value, "ScalingConfig", List.of("MaximumConcurrency")));
        Optional<Value> maximum = scaling.flatMap(value -> value.known("MaximumConcurrency"));
        Optional<Value> provisioned = properties.get("ProvisionedPollerConfig");
        if (maximum.isPresent() && provisioned.isPresent()) {
            throw maximum.get()
                    .error("Provisioned mode for SQS ESM does not support maximum concurrency feature."
                            + " Use MaximumPollers as the control mechanism and remove maximum concurrency.");
        }
        provisioned.ifPresent(value -> {
            MappingPropertyNames.refuseOthers(
                    value, "ProvisionedPollerConfig", List.of("MaximumPollers", "MinimumPollers", "PollerGroupName"));
            value.known("MinimumPollers").ifPresent(pollers -> pollers.integer(2, 200));
            value.known("MaximumPollers").ifPresent(pollers -> pollers.integer(2, 10_000));
        });
        return maximum.map(value -> OptionalInt.of(value.integer(2, 1_000))).orElse(OptionalInt.empty());
    }
}
