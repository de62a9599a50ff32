package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.MappingStatus.State;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.QueueMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MappingChangesTest {
    private static final QueueMapping ENABLED = new QueueMapping(
            "Jobs",
            new InvokedFunction("Worker", "arn:aws:lambda:us-east-1:123456789012:function:Worker", "$LATEST"),
            new QueueMapping.Source(
                    "arn:aws:sqs:us-east-1:123456789012:Jobs", Duration.ofSeconds(30), Optional.empty(), List.of()),
            new QueueMapping.Batching(10, Duration.ZERO, OptionalInt.empty(), 5),
            false,
            true);
    private static final QueueMapping DISABLED = ENABLED.withEnabled(false);

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final Deque<FakePoller> next = new ArrayDeque<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void anotherChangeIsRefusedUntilThePollerHasFinishedWhatItIsAt() {
        FakePoller busy = pollerOfNext();
        busy.end = new CountDownLatch(1);
        MappingChanges<QueueMapping> changes = started(ENABLED);

        assertThat(changes.change(DISABLED).state()).isEqualTo(State.DISABLING);
        assertThatIllegalStateException()
                .isThrownBy(() -> changes.change(ENABLED))
                .withMessage("Cannot update the event source mapping because it is in use: it is Disabling");

        busy.end.countDown();
        await().until(() -> changes.status().state() == State.DISABLED);
        assertThat(notices).containsExactly("is disabled: it invokes nothing until it is enabled");
    }

    @Test
    void aPollerThatDoesNotStartIsClosedAndHasNothingLeftToDo() throws InterruptedException {
        FakePoller refused = pollerOfNext();
        refused.problem = Optional.of(new UserError("the queue is gone"));
        MappingChanges<QueueMapping> changes = started(DISABLED);

        changes.change(ENABLED);

        await().until(() -> changes.status().state() == State.DISABLED);
        assertThat(notices).containsExactly("is disabled: the queue is gone");
        assertThat(refused.isClosed).isTrue();
        assertThat(changes.backlog(Instant.now())).isEqualTo(Backlog.NONE);
    }

    @Test
    void whateverAChangeFailsWithAnotherOneCanFollow() {
        IllegalStateException printed = new IllegalStateException("of a test");
        printed.setStackTrace(new StackTraceElement[0]);
        pollerOfNext().problem = Optional.of(printed);
        pollerOfNext();
        MappingChanges<QueueMapping> changes = started(DISABLED);
        changes.change(ENABLED);
        await().dontCatchUncaughtExceptions().until(() -> changes.status().state() == State.DISABLED);

        changes.change(ENABLED);

        await().dontCatchUncaughtExceptions().until(() -> changes.status().state() == State.ENABLED);
    }

    @Test
    void whoClosesItLetsAPollerFinishThatAChangeIsEnding() throws Exception {
        FakePoller busy = pollerOfNext();
        busy.end = new CountDownLatch(1);
        MappingChanges<QueueMapping> changes = started(ENABLED);
        changes.change(DISABLED);
        busy.isEnding.await();

        Thread closing = new Thread(changes::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.BLOCKED);
        busy.end.countDown();
        closing.join();

        assertThat(busy.isClosed).isTrue();
        assertThat(busy.wasInterrupted).isFalse();
    }

    @Test
    void aChangeWaitsForAnInvocationUntilItIsClosed() {
        FakePoller slow = pollerOfNext();
        slow.isInvoking = true;
        pollerOfNext();
        MappingChanges<QueueMapping> changes = started(ENABLED);

        changes.change(ENABLED);
        await().until(() -> slow.looks.get() > 1);
        assertThat(slow.isClosed).isFalse();
        assertThat(changes.status().state()).isEqualTo(State.UPDATING);
        slow.isInvoking = false;
        await().until(() -> changes.status().state() == State.ENABLED);
        assertThat(slow.isClosed).isTrue();
    }

    @Test
    void closingDoesNotWaitForAnInvocationThatAChangeWaitsFor() {
        FakePoller slow = pollerOfNext();
        slow.isInvoking = true;
        MappingChanges<QueueMapping> changes = started(ENABLED);
        changes.change(DISABLED);
        await().until(() -> slow.looks.get() > 0);

        changes.close();

        assertThat(slow.isClosed).isTrue();
        assertThat(slow.wasInterrupted).isFalse();
    }

    private FakePoller pollerOfNext() {
        FakePoller poller = new FakePoller();
        next.add(poller);
        return poller;
    }

    private MappingChanges<QueueMapping> started(QueueMapping mapping) {
        MappingChanges<QueueMapping> changes = new MappingChanges<>(mapping, enabled -> next.remove(), notices::add);
        open.add(changes);
        changes.start();
        return changes;
    }

    /** Has always something to do, and ends when the test lets it. */
    private static final class FakePoller implements MappingChanges.Poller {
        private Optional<RuntimeException> problem = Optional.empty();
        private CountDownLatch end = new CountDownLatch(0);
        private final CountDownLatch isEnding = new CountDownLatch(1);
        private volatile boolean isClosed;
        private volatile boolean wasInterrupted;
        private volatile boolean isInvoking;
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public void start() {
            if (problem.isPresent()) {
                throw problem.get();
            }
        }

        @Override
        public Backlog backlog(Instant moment) {
            return Backlog.OPEN;
        }

        @Override
        public void stop() {
            // It has no threads.
        }

        @Override
        public boolean isInvoking() {
            looks.incrementAndGet();
            return isInvoking;
        }

        @Override
        public void close() {
            isEnding.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
            isClosed = true;
        }
    }
}
