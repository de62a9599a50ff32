package dev.streamecho.trigger.queue;

import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a queue of the template is made with here; absent properties have SQS's defaults.
 *
 * @param deadLetterTargetArn the queue that gets a message received {@code maxReceiveCount} times; empty if there is none
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html">
 *     AWS::SQS::Queue</a>
 */
public record QueueSettings(
        String name,
        String arn,
        Duration visibilityTimeout,
        Duration delay,
        Duration receiveMessageWaitTime,
        boolean isFifo,
        boolean contentBasedDeduplication,
        Optional<String> deadLetterTargetArn,
        int maxReceiveCount) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");

    /**
     * Reads the properties.
     *
     * @throws dev.streamecho.trigger.UserError if SQS would refuse one
     */
    public static QueueSettings of(QueueDefinition queue) {
        checkName(queue);
        Value properties = queue.properties();
        // A message is here until it is deleted, but the value is checked like the others.
        seconds(properties, "MessageRetentionPeriod", 60, 1_209_600, 345_600);
        Optional<Value> redrive = properties
                .known("RedrivePolicy")
                .filter(policy -> !policy.require("deadLetterTargetArn").isUnknown()
                        && !policy.require("maxReceiveCount").isUnknown());
        return new QueueSettings(
                queue.queueName(),
                queue.arn(),
                seconds(properties, "VisibilityTimeout", 0, 43_200, 30),
                seconds(properties, "DelaySeconds", 0, 900, 0),
                seconds(properties, "ReceiveMessageWaitTimeSeconds", 0, 20, 0),
                queue.isFifo(),
                properties.known("ContentBasedDeduplication").map(Value::bool).orElse(false),
                redrive.map(policy -> policy.require("deadLetterTargetArn").text()),
                redrive.map(policy -> policy.require("maxReceiveCount").integer(1, 1_000))
                        .orElse(0));
    }

    private static void checkName(QueueDefinition queue) {
        Pattern form = queue.isFifo() ? FIFO_NAME : NAME;
        if (!form.matcher(queue.queueName()).matches()) {
            throw queue.properties()
                    .error("%s is not the name of a %s; it has up to 80 letters, digits, hyphens and underscores%s"
                            .formatted(
                                    queue.queueName(),
                                    queue.isFifo() ? "FIFO queue" : "standard queue",
                                    queue.isFifo() ? ", with .fifo at its end" : ""));
        }
    }

    private static Duration seconds(Value properties, String property, int minimum, int maximum, int otherwise) {
        return Duration.ofSeconds(properties
                .known(property)
                .map(value -> value.integer(minimum, maximum))
                .orElse(otherwise));
    }
}
