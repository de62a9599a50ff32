package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.stream.EventStream;

/** Where the streams, mappings and functions of discarded batches are. It is used by one thread. */
interface Deployment extends MappedFunctions {

    /** Returns the stream that a batch came from; whether it is still there shows when it is read. */
    EventStream stream(StreamBatch batch);

    /**
     * Returns the batch with its sequence numbers in the form that its stream gives them now; an earlier version of a local
     * trigger gave them in another one, and twice. So a record of a batch that changes may be another one, of a later day.
     */
    default StreamBatch current(StreamBatch batch) {
        return batch;
    }
}
