package dev.streamecho.trigger.queue;

import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.OnFailureDestination;
import dev.streamecho.trigger.mapping.OnFailureMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Puts the descriptions of batches into the queue of the template that their mapping names; those of other destinations
 * go where others keep them. This class is thread-safe.
 */
public final class QueueDestination implements OnFailureDestination {
    private final LocalSqs sqs;
    private final OnFailureDestination others;

    /**
     * Makes a destination.
     *
     * @param others for topics, buckets, and queues that the template does not have
     */
    public QueueDestination(LocalSqs sqs, OnFailureDestination others) {
        this.sqs = sqs;
        this.others = others;
    }

    @Override
    public void send(DiscardedBatch batch) throws IOException {
        Optional<String> queue = queue(batch.mapping());
        if (queue.isPresent()) {
            sqs.send(queue.get(), new String(OnFailureMessage.json(batch), StandardCharsets.UTF_8));
        } else {
            others.send(batch);
        }
    }

    @Override
    public Optional<String> placeOf(EventSourceMapping mapping) {
        return queue(mapping).map(name -> "queue " + name).or(() -> others.placeOf(mapping));
    }

    private Optional<String> queue(EventSourceMapping mapping) {
        return mapping.onFailureDestination().flatMap(sqs::queueName);
    }
}
