package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.MappingConfiguration;
import dev.streamecho.trigger.mapping.QueueMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a mapping differs between two templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">
 *     AWS::Lambda::EventSourceMapping</a>
 */
final class MappingDifference {

    private MappingDifference() {}

    /** Returns what cannot change while the mapping runs, each in words. */
    static List<String> needingRestart(EventSourceMapping was, EventSourceMapping is) {
        List<String> lines = new ArrayList<>();
        if (!was.streamArn().equals(is.streamArn())) {
            lines.add(replaced(is, "EventSourceArn"));
        }
        if (was.source().startingPosition() != is.source().startingPosition()) {
            lines.add(replaced(is, "StartingPosition"));
        }
        lines.addAll(ofFunction(was, is));
        return lines;
    }

    /** The same of a mapping on a queue. */
    static List<String> needingRestart(QueueMapping was, QueueMapping is) {
        List<String> lines = new ArrayList<>();
        if (!was.source().queueArn().equals(is.source().queueArn())) {
            lines.add(replaced(is, "EventSourceArn"));
        }
        lines.addAll(ofFunction(was, is));
        return lines;
    }

    private static List<String> ofFunction(MappingConfiguration<?> was, MappingConfiguration<?> is) {
        return was.function().logicalId().equals(is.function().logicalId())
                ? List.of()
                : List.of("%s: FunctionName takes effect at the next start".formatted(is.logicalId()));
    }

    private static String replaced(MappingConfiguration<?> mapping, String property) {
        return "%s: with another %s, AWS replaces the mapping; here that takes effect at the next start"
                .formatted(mapping.logicalId(), property);
    }

    /**
     * Returns what the mapping is to be, if anything has changed that can change while it runs. What somebody has changed
     * meanwhile stays where the template is as before.
     *
     * @param now as it runs
     */
    static Optional<EventSourceMapping> updated(EventSourceMapping was, EventSourceMapping is, EventSourceMapping now) {
        Source source = new Source(
                now.streamArn(),
                now.source().startingPosition(),
                updated(
                        was.source().filterPatterns(),
                        is.source().filterPatterns(),
                        now.source().filterPatterns()));
        EventSourceMapping updated = new EventSourceMapping(
                now.logicalId(),
                now.function(),
                source,
                updated(was.batching(), is.batching(), now.batching()),
                updated(was.failures(), is.failures(), now.failures()),
                updated(was.onFailureDestination(), is.onFailureDestination(), now.onFailureDestination()),
                updated(was.enabled(), is.enabled(), now.enabled()));
        return updated.equals(now) ? Optional.empty() : Optional.of(updated);
    }

    /** The same of a mapping on a queue, which is the one that was made at the start. */
    static Optional<QueueMapping> updated(QueueMapping was, QueueMapping is, QueueMapping now) {
        QueueMapping.Source source = new QueueMapping.Source(
                now.source().queueArn(),
                now.source().visibilityTimeout(),
                now.source().deadLetters(),
                updated(
                        was.source().filterPatterns(),
                        is.source().filterPatterns(),
                        now.source().filterPatterns()));
        QueueMapping updated = new QueueMapping(
                now.logicalId(),
                now.function(),
                source,
                updated(was.batching(), is.batching(), now.batching()),
                updated(was.reportBatchItemFailures(), is.reportBatchItemFailures(), now.reportBatchItemFailures()),
                updated(was.enabled(), is.enabled(), now.enabled()));
        return updated.equals(now) ? Optional.empty() : Optional.of(updated);
    }

    private static <T> T updated(T was, T is, T now) {
        return was.equals(is) ? now : is;
    }
}
