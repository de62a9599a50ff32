package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.stream.EventStream;

/** Where the streams, mappings and functions of discarded batches are. It is used by one thread. */
interface Deployment extends MappedFunctions {

    /** Returns the stream that a batch came from; whether it is still there shows when it is read. */
    EventStream stream(StreamBatch batch);
}
