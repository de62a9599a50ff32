package dev.streamecho.trigger.template.check;

import java.util.Optional;

/**
 * A message that always fails comes again and again until the queue forgets it, unless the queue moves it to another one.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for an SQS event
 *     source in Lambda</a>
 */
final class QueueWithoutDeadLetters implements MappingRule {

    @Override
    public String name() {
        return "queue-without-dead-letters";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        if (!mapping.readsQueue()) {
            return Optional.empty();
        }
        return stack.queueOf(mapping)
                .filter(queue -> queue.properties().get("RedrivePolicy").isEmpty())
                .map(queue -> Finding.of(
                        this,
                        Severity.WARNING,
                        queue.logicalId(),
                        queue.properties(),
                        "a message that always fails invokes %s again and again until the queue forgets it%s"
                                .formatted(
                                        mapping.function().logicalId(),
                                        queue.isFifo() ? ", and the rest of its message group waits" : ""),
                        "RedrivePolicy with the ARN of a queue for such messages as deadLetterTargetArn, and a maxReceiveCount of"
                                + " 5 or more"));
    }
}
