package dev.streamecho.trigger.mapping;

import java.io.IOException;
import java.util.Optional;

/** Where the descriptions of batches go that a mapping discarded. Implementations are thread-safe. */
@FunctionalInterface
public interface OnFailureDestination {

    /** Tells nobody, as a mapping without {@code DestinationConfig}. */
    OnFailureDestination NONE = batch -> {};

    /**
     * Sends the description of a batch; it is kept when the call returns.
     *
     * @throws IOException if it could not be saved; the mapping retries and the shard waits
     */
    void send(DiscardedBatch batch) throws IOException;

    /** In words, where the descriptions of a mapping's batches are found; empty if they go nowhere. */
    default Optional<String> placeOf(EventSourceMapping mapping) {
        return Optional.empty();
    }
}
