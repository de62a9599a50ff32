package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.RecordsRead;
import java.util.Optional;

/** Counts what becomes of the events of one mapping. This class is not thread-safe. */
public final class EventCounter {
    private long polled;
    private long filteredOut;
    private long invoked;
    private long failedInvoke;
    private long dropped;
    private long delivered;

    /** Makes one that has counted nothing. */
    public EventCounter() {
        // All is zero.
    }

    /** Makes one that goes on from what was counted before. */
    EventCounter(EventCounts before) {
        polled = before.polled();
        filteredOut = before.filteredOut();
        invoked = before.invoked();
        failedInvoke = before.failedInvoke();
        dropped = before.dropped();
        delivered = before.onFailureDestinationDelivered();
    }

    /** Records were read. */
    public void read(RecordsRead read) {
        polled += read.records().size();
        filteredOut += read.filtered().size();
    }

    /** Messages were received. */
    public void received(MessagesReceived received) {
        polled += received.messages().size();
        filteredOut += received.filtered().size();
    }

    /** An invocation has ended. */
    public void invoked(InvocationReport report) {
        if (report.result() != Result.NOT_REACHED) {
            invoked += report.batchSize();
        }
        failedInvoke += report.batchSize() - report.handled();
    }

    /** A batch was discarded, and its description is in a place, if there is a destination. */
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        if (place.isPresent()) {
            delivered += batch.records().size();
        } else {
            dropped += batch.records().size();
        }
    }

    /** Returns what was counted. */
    public EventCounts counts() {
        return new EventCounts(polled, filteredOut, invoked, failedInvoke, dropped, delivered);
    }
}
