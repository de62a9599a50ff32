package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a mapping on a stream differs between two templates.
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
        if (!was.function().logicalId().equals(is.function().logicalId())) {
            lines.add("%s: FunctionName takes effect at the next start".formatted(is.logicalId()));
        }
        return lines;
    }

    private static String replaced(EventSourceMapping mapping, String property) {
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
        Source source = was.source().filterPatterns().equals(is.source().filterPatterns())
                ? now.source()
                : new Source(
                        now.streamArn(),
                        now.source().startingPosition(),
                        is.source().filterPatterns());
        EventSourceMapping updated = new EventSourceMapping(
                now.logicalId(),
                now.function(),
                source,
                was.batching().equals(is.batching()) ? now.batching() : is.batching(),
                was.failures().equals(is.failures()) ? now.failures() : is.failures(),
                was.onFailureDestination().equals(is.onFailureDestination())
                        ? now.onFailureDestination()
                        : is.onFailureDestination(),
                was.enabled() == is.enabled() ? now.enabled() : is.enabled());
        return updated.equals(now) ? Optional.empty() : Optional.of(updated);
    }
}
