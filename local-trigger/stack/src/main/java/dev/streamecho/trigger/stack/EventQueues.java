package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.lambda.EventDestinations;
import dev.streamecho.trigger.queue.LocalSqs;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The queues of the template, as destinations of asynchronous events. */
record EventQueues(Optional<LocalSqs> sqs) implements EventDestinations {

    @Override
    public boolean send(String queueArn, String body, Map<String, String> attributes) throws IOException {
        return sqs.isPresent() && sqs.get().sendTo(queueArn, body, attributes);
    }
}
