package dev.streamecho.trigger.journal;

/**
 * How many events of a mapping came to what, since the start of the run.
 *
 * @param polled read from the source
 * @param filteredOut matched by no filter pattern
 * @param invoked that the function was called with, retries included
 * @param failedInvoke of these, in calls that did not succeed; of a partial response, those that it does not count as handled
 * @param dropped whose attempts are used up, or that are too old, and that no destination got
 * @param onFailureDestinationDelivered that were discarded, and of which the destination has got the description
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics">Event
 *     source mapping metrics</a>
 */
public record EventCounts(
        long polled,
        long filteredOut,
        long invoked,
        long failedInvoke,
        long dropped,
        long onFailureDestinationDelivered) {

    /** Nothing has happened. */
    public static final EventCounts NONE = new EventCounts(0, 0, 0, 0, 0, 0);
}
