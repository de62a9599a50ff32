package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.QueueMapping;
import java.util.List;
import java.util.Optional;

/**
 * A mapping of which a journal hears.
 *
 * @param mapping its logical id
 * @param source the logical id of the table or queue that it reads, or the table's name if the template does not have it
 * @param function the logical id of the function that it invokes
 * @param onStream its configuration; empty if it is on a queue
 * @param onQueue its configuration; empty if it is on a stream
 */
public record JournaledMapping(
        String mapping,
        String source,
        String function,
        Optional<EventSourceMapping> onStream,
        Optional<QueueMapping> onQueue) {

    /** Returns a mapping on the stream of a table. */
    public static JournaledMapping of(EventSourceMapping mapping, String table) {
        return new JournaledMapping(
                mapping.logicalId(), table, mapping.function().logicalId(), Optional.of(mapping), Optional.empty());
    }

    /** Returns a mapping on a queue. */
    public static JournaledMapping of(QueueMapping mapping, String queue) {
        return new JournaledMapping(
                mapping.logicalId(), queue, mapping.function().logicalId(), Optional.empty(), Optional.of(mapping));
    }

    /** One of which nothing is known but its name. */
    static JournaledMapping unknown(String mapping) {
        return new JournaledMapping(mapping, "", "", Optional.empty(), Optional.empty());
    }

    /** Returns its filter patterns; none lets everything pass. */
    public List<String> filterPatterns() {
        return onStream.map(mapping -> mapping.source().filterPatterns())
                .or(() -> onQueue.map(mapping -> mapping.source().filterPatterns()))
                .orElse(List.of());
    }
}
