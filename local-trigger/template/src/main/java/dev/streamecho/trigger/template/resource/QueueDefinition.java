package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Value;

/**
 * A queue of the template, {@code AWS::SQS::Queue}.
 *
 * @param queueName its {@code QueueName}, or its logical id, with {@code .fifo} if it is a FIFO queue
 * @param arn as on AWS
 * @param properties its properties as the template gives them
 */
public record QueueDefinition(String logicalId, String queueName, String arn, Value properties) {
    static final String QUEUE = "AWS::SQS::Queue";

    static boolean isQueue(Resource resource) {
        return resource.type().equals(QUEUE);
    }

    static QueueDefinition of(Resource resource) {
        return new QueueDefinition(resource.logicalId(), resource.name(), resource.arn(), resource.properties());
    }

    /** Returns whether a resource that is a queue is a FIFO queue. */
    static boolean isFifo(Value properties) {
        return properties.known("FifoQueue").map(Value::bool).orElse(false);
    }

    /** {@code FifoQueue}. */
    public boolean isFifo() {
        return isFifo(properties);
    }
}
