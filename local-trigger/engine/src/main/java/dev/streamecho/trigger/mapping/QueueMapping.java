package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The configuration of one {@code AWS::Lambda::EventSourceMapping} on a queue. Its constructors check what the service checks
 * of numbers, and throw {@link IllegalArgumentException}.
 *
 * <p>This class is thread-safe.
 *
 * @param logicalId its name in the template
 * @param function what it invokes
 * @param source what it reads
 * @param batching which messages are invoked together, when, and how many batches at a time
 * @param reportBatchItemFailures whether the function answers with a partial batch response
 * @param enabled whether it receives and invokes at all
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Lambda parameters for Amazon SQS
 *     event source mappings</a>
 */
public record QueueMapping(
        String logicalId,
        InvokedFunction function,
        Source source,
        Batching batching,
        boolean reportBatchItemFailures,
        boolean enabled)
        implements MappingConfiguration<QueueMapping> {

    @Override
    public UUID uuid() {
        return function.mappingId(logicalId);
    }

    @Override
    public QueueMapping withEnabled(boolean isEnabled) {
        return new QueueMapping(logicalId, function, source, batching, reportBatchItemFailures, isEnabled);
    }

    /** Returns those of the messages which are not handled that go to the dead-letter queue when they are visible again. */
    List<QueueMessage> deadLettersOf(List<QueueMessage> returned) {
        return returned.stream().filter(this::isReceivedTooOften).toList();
    }

    /** Returns the others of them: they are received again. */
    List<QueueMessage> comingAgain(List<QueueMessage> returned) {
        return returned.stream().filter(message -> !isReceivedTooOften(message)).toList();
    }

    private boolean isReceivedTooOften(QueueMessage message) {
        return source.deadLetters()
                .filter(queue -> message.receiveCount() >= queue.maxReceiveCount())
                .isPresent();
    }

    /**
     * The queue that a mapping reads.
     *
     * @param queueArn its ARN
     * @param visibilityTimeout how long a message that was received is hidden from others
     * @param deadLetters where a message goes that was received too often; empty if it stays
     * @param filterPatterns EventBridge patterns; a message needs to match one of them, none lets every message pass
     */
    public record Source(
            String queueArn,
            Duration visibilityTimeout,
            Optional<DeadLetters> deadLetters,
            List<String> filterPatterns) {
        public Source {
            filterPatterns = List.copyOf(filterPatterns);
        }

        /** Returns whether it is a FIFO queue, which its name says. */
        public boolean isFifo() {
            return queueArn.endsWith(".fifo");
        }

        /** Returns the region of its ARN. */
        String region() {
            return queueArn.split(":", -1)[3];
        }
    }

    /**
     * The dead-letter queue of a queue, as its {@code RedrivePolicy} says.
     *
     * @param queueName its name
     * @param maxReceiveCount how often a message is received before it goes there
     */
    public record DeadLetters(String queueName, int maxReceiveCount) {}

    /**
     * Which messages are invoked together, when, and how many batches at a time.
     *
     * @param batchSize the most messages of one invocation, 1 to 10,000
     * @param maximumBatchingWindow how long a batch waits for more messages after its first one; zero starts it with the
     *     messages that were received at once, which are up to 10
     * @param maximumConcurrency how many invocations there may be at a time, 2 to 1,000; empty if it does not say
     * @param usualConcurrency how many there may be if it does not say, 1 or more
     */
    public record Batching(
            int batchSize, Duration maximumBatchingWindow, OptionalInt maximumConcurrency, int usualConcurrency) {
        /** More would wait for an execution environment of the function, while the visibility timeout passes. */
        private static final int MOST_AT_A_TIME = 10;

        public Batching {
            if (batchSize < 1 || batchSize > 10_000) {
                throw new IllegalArgumentException("batchSize is %d; use 1 to 10000".formatted(batchSize));
            }
            if (maximumConcurrency.orElse(2) < 2 || maximumConcurrency.orElse(2) > 1_000) {
                throw new IllegalArgumentException(
                        "maximumConcurrency is %d; use 2 to 1000".formatted(maximumConcurrency.getAsInt()));
            }
            if (usualConcurrency < 1) {
                throw new IllegalArgumentException("usualConcurrency is %d; use 1 or more".formatted(usualConcurrency));
            }
            if (maximumBatchingWindow.isNegative()) {
                throw new IllegalArgumentException("a window cannot be negative");
            }
        }

        /** Returns how many invocations there are at a time here. */
        public int concurrency() {
            return Math.min(maximumConcurrency.orElse(usualConcurrency), MOST_AT_A_TIME);
        }
    }
}
