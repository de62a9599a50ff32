package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MessageQueue;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.QueuePoller;
import dev.streamecho.trigger.mapping.Resending;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A mapping on a queue, of a running stack. This class is thread-safe. */
final class RunningQueueMapping extends ChangeableMapping<QueueMapping> implements ControlledQueueMapping {
    private final MappingPollers pollers;
    private final MessageQueue queue;

    /** Makes one that does nothing yet; the other parameters are those of {@link ChangeableMapping}. */
    RunningQueueMapping(
            QueueMapping mapping,
            MessageQueue queue,
            MappingPollers pollers,
            Supplier<LambdaFunction> invoked,
            StackListener listener,
            Consumer<QueueMapping> changed) {
        super(mapping, invoked, listener, changed);
        this.pollers = pollers;
        this.queue = queue;
    }

    @Override
    MappingChanges.Poller poller(QueueMapping mapping) {
        QueuePoller poller = pollers.poller(mapping, queue, invoked(), listener());
        return new MappingChanges.Poller() {
            @Override
            public void start() {
                poller.start();
            }

            @Override
            public Backlog backlog(Instant moment) {
                return poller.backlog();
            }

            @Override
            public void stop() {
                poller.stop();
            }

            @Override
            public boolean isInvoking() {
                return poller.isInvoking();
            }

            @Override
            public void close() {
                poller.close();
            }
        };
    }

    @Override
    public String sourceArn() {
        return configuration().source().queueArn();
    }

    @Override
    public InvocationReport resend(List<QueueMessage> messages) throws InterruptedException {
        return new Resending(invoked(), listener()).send(configuration(), messages);
    }
}
