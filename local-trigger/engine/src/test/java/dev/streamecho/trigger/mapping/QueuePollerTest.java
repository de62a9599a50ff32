package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.TestQueueMapping.VISIBILITY_TIMEOUT;
import static dev.streamecho.trigger.mapping.TestQueueMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueuePollerTest {
    private final TestClock clock = new TestClock();
    private final SimulatedQueue queue = new SimulatedQueue(clock);
    private final FakeConsumer function = new FakeConsumer();

    private RunningQueueMapping running;

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void messagesThatWereHandledAreDeleted() {
        queue.send("a", "b");

        start(mapping());

        eventually(() -> assertThat(running.reports()).hasSize(1));
        assertThat(function.invocations()).containsExactly(List.of("a", "b"));
        assertThat(queue.bodies()).isEmpty();
        assertThat(running.reports().get(0)).satisfies(report -> {
            assertThat(report.result()).isEqualTo(InvocationReport.Result.SUCCESS);
            assertThat(report.attempt()).isEqualTo(1);
            assertThat(report.batchSize()).isEqualTo(2);
            assertThat(report.handled()).isEqualTo(2);
            assertThat(report.messages())
                    .contains(new InvocationReport.Messages(List.of("a", "b"), List.of(), Optional.empty()));
        });
    }

    @Test
    void somethingIsLeftUntilTheLastMessageIsDeletedAndItsInvocationReported() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        function.answers(bodies -> {
            mayEnd.await();
            return Outcomes.error();
        });
        queue.send("a");
        start(mapping());
        eventually(() -> assertThat(function.invocations()).hasSize(1));
        assertThat(running.backlog()).as("while it is invoked").isEqualTo(Backlog.OPEN);

        mayEnd.countDown();
        eventually(() -> assertThat(running.reports()).hasSize(1));
        assertThat(running.backlog()).as("until it comes again").isEqualTo(Backlog.OPEN);

        function.answers(bodies -> Outcomes.success());
        clock.jump(VISIBILITY_TIMEOUT);
        eventually(() -> assertThat(running.backlog()).isEqualTo(Backlog.NONE));
        assertThat(running.reports()).hasSize(2);
    }

    @Test
    void itInvokesUntilTheInvocationHasEndedOrCannot() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        function.answers(bodies -> {
            mayEnd.await();
            return Outcomes.success();
        });
        queue.send("a");
        start(mapping());
        eventually(() -> assertThat(function.invocations()).hasSize(1));

        running.stop();
        assertThat(running.isInvoking()).isTrue();
        function.obstacle(Optional.of("does not compile"));
        assertThat(running.isInvoking()).isFalse();
        function.obstacle(Optional.empty());
        mayEnd.countDown();
        eventually(() -> assertThat(running.isInvoking()).isFalse());
        assertThat(queue.bodies()).isEmpty();
    }

    @Test
    void withoutAWindowABatchHasWhatOneReceiptGives() {
        queue.send("1", "2", "3");

        start(mapping().batchSize(2).maximumConcurrency(1));

        eventually(() -> assertThat(function.invocations()).containsExactly(List.of("1", "2"), List.of("3")));
    }

    @Test
    void aFailedBatchComesAgainAfterTheVisibilityTimeoutAndNoSooner() {
        function.answers(bodies -> Outcomes.error());
        queue.send("a", "b");
        start(mapping());
        eventually(() -> assertThat(running.reports()).hasSize(1));

        clock.jump(VISIBILITY_TIMEOUT.minusSeconds(10));
        assertThat(queue.bodies()).containsExactly("a", "b");
        assertThat(function.invocations()).hasSize(1);
        function.answers(bodies -> Outcomes.success());
        clock.jump(Duration.ofSeconds(10));

        eventually(() -> assertThat(running.reports()).hasSize(2));
        assertThat(running.reports().get(0)).satisfies(failed -> {
            assertThat(failed.result()).isEqualTo(InvocationReport.Result.ERROR);
            assertThat(failed.handled()).isZero();
            assertThat(failed.messages().orElseThrow().visibleAgainAfter()).contains(VISIBILITY_TIMEOUT);
            assertThat(failed.reason()).contains("java.lang.IllegalStateException: no");
        });
        assertThat(running.reports().get(1).attempt()).isEqualTo(2);
        assertThat(queue.bodies()).isEmpty();
    }

    @Test
    void onlyWhatAPartialResponseReportsComesAgain() {
        function.answers(bodies -> bodies.contains("bad") ? Outcomes.reports("bad") : Outcomes.success());
        queue.send("a", "bad", "c");

        start(mapping().reportBatchItemFailures());

        eventually(() -> assertThat(running.reports()).hasSize(1));
        assertThat(queue.bodies()).containsExactly("bad");
        assertThat(running.reports().get(0).handled()).isEqualTo(2);
        assertThat(running.reports().get(0).reason()).contains("the response reports bad");
    }

    @Test
    void whatWasReceivedAsOftenAsAllowedIsToldOnce() {
        function.answers(bodies -> Outcomes.error());
        queue.send("a");
        start(mapping().maxReceiveCount(2));

        eventually(() -> assertThat(running.reports()).hasSize(1));
        assertThat(running.deadLetters()).isEmpty();
        clock.jump(VISIBILITY_TIMEOUT);

        eventually(() -> assertThat(running.deadLetters()).containsExactly("a to dead"));
        assertThat(running.reports().get(1).messages().orElseThrow().visibleAgainAfter())
                .isEmpty();
    }

    @Test
    void aMessageThatNoFilterMatchesIsDeletedAndNeverInvoked() {
        queue.send("{\"kind\":\"x\"}", "{\"kind\":\"y\"}", "no JSON");

        start(mapping().filter("{\"body\":{\"kind\":[\"y\"]}}"));

        eventually(() -> assertThat(running.reports()).hasSize(1));
        assertThat(function.invocations()).containsExactly(List.of("{\"kind\":\"y\"}"));
        assertThat(running.filtered()).containsExactly(2);
        assertThat(running.reports().get(0).filtered()).isEqualTo(2);
        assertThat(queue.bodies()).isEmpty();
    }

    @Test
    void noMoreInvocationsRunAtATimeThanTheMaximumConcurrency() throws Exception {
        Semaphore ends = new Semaphore(0);
        function.answers(bodies -> {
            ends.acquire();
            return Outcomes.success();
        });
        queue.send("1", "2", "3");

        start(mapping().batchSize(1).maximumConcurrency(2));

        eventually(() -> assertThat(function.invocations()).hasSize(2));
        assertThat(queue.receive(10, Duration.ZERO))
                .as("the third is not received before it can be invoked")
                .extracting(QueueMessage::body)
                .containsExactly("3");
        ends.release(2);
        eventually(() -> assertThat(running.reports()).hasSize(2));
        clock.jump(VISIBILITY_TIMEOUT);
        eventually(() -> assertThat(function.invocations()).hasSize(3));
        ends.release(10);
    }

    @Test
    void aWindowGathersWhatSeveralReceiptsGive() {
        start(mapping().batchSize(100).maximumBatchingWindowInSeconds(20));
        queue.send("1", "2");
        queue.send("3");
        eventually(() -> assertThat(queue.receive(10, Duration.ZERO)).isEmpty());
        assertThat(function.invocations()).isEmpty();

        clock.jump(Duration.ofSeconds(20));

        eventually(() -> assertThat(function.invocations()).hasSize(1));
        assertThat(function.invocations().get(0)).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void aGroupOfAFifoQueueWaitsForItsFailedMessageAndOthersGoOn() {
        function.answers(bodies -> bodies.contains("a1") ? Outcomes.error() : Outcomes.success());
        queue.sendTo("a", "a1");
        start(mapping().fifo().batchSize(1));
        eventually(() -> assertThat(running.reports()).hasSize(1));

        queue.sendTo("a", "a2");
        queue.sendTo("b", "b1");

        eventually(() -> assertThat(function.invocations()).containsExactly(List.of("a1"), List.of("b1")));
        function.answers(bodies -> Outcomes.success());
        clock.jump(VISIBILITY_TIMEOUT);
        eventually(() -> assertThat(function.invocations())
                .containsExactly(List.of("a1"), List.of("b1"), List.of("a1"), List.of("a2")));
    }

    @Test
    void afterAFailureTheRestOfAFifoReceiptThatIsTooLargeForOneInvocationIsNotInvoked() {
        String large = "x".repeat(4 << 20);
        function.answers(bodies -> Outcomes.error());
        queue.sendTo("a", "1" + large);
        queue.sendTo("a", "2" + large);

        start(mapping().fifo().maximumConcurrency(1));

        eventually(() -> assertThat(running.reports()).hasSize(1));
        clock.jump(VISIBILITY_TIMEOUT);
        eventually(() -> assertThat(function.invocations()).hasSize(2));
        assertThat(function.invocations())
                .allMatch(bodies -> bodies.size() == 1 && bodies.get(0).startsWith("1"));
    }

    @Test
    void nothingIsReceivedWhileTheFunctionCannotRun() throws Exception {
        function.obstacle(Optional.of("does not compile"));
        queue.send("a");
        start(mapping());

        eventually(() -> assertThat(function.looks()).isGreaterThan(2));
        assertThat(queue.receive(10, Duration.ZERO)).hasSize(1);
        clock.jump(VISIBILITY_TIMEOUT);
        function.obstacle(Optional.empty());

        eventually(() -> assertThat(running.reports()).hasSize(1));
        assertThat(running.reports().get(0).attempt()).isEqualTo(2);
    }

    @Test
    void aQueueThatCannotBeReadIsToldOnceAndReadAgainLater() {
        queue.fails("no SQS");
        start(mapping());
        eventually(() -> assertThat(running.notices()).containsExactly("the queue cannot be read, retrying: no SQS"));

        queue.works();
        queue.send("a");

        eventually(() -> assertThat(running.reports()).hasSize(1));
        assertThat(running.notices())
                .containsExactly("the queue cannot be read, retrying: no SQS", "the queue can be read again");
    }

    @Test
    void aMessageThatIsHandledTooLateIsToldToComeAgain() {
        CountDownLatch receivedAgain = new CountDownLatch(1);
        function.answers(bodies -> {
            if (function.invocations().size() > 1) {
                receivedAgain.countDown();
                return Outcomes.error();
            }
            clock.jump(VISIBILITY_TIMEOUT);
            receivedAgain.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
            return Outcomes.success();
        });
        queue.send("a");

        start(mapping());

        eventually(() -> assertThat(running.notices())
                .containsExactly("1 of 1 messages are delivered again, as they took longer than the queue's visibility"
                        + " timeout of 30 s"));
    }

    @Test
    void closingLetsARunningInvocationEndAndDeletesItsMessages() throws InterruptedException {
        CountDownLatch closes = new CountDownLatch(1);
        function.answers(bodies -> {
            closes.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
            return Outcomes.success();
        });
        queue.send("a");
        start(mapping());
        eventually(() -> assertThat(function.invocations()).hasSize(1));

        Thread closing = new Thread(running::close);
        closing.start();
        eventually(() -> assertThat(closing.getState()).isEqualTo(Thread.State.TIMED_WAITING));
        closes.countDown();
        closing.join();

        assertThat(queue.bodies()).isEmpty();
    }

    private void start(TestQueueMapping mapping) {
        running = RunningQueueMapping.start(mapping, queue, function, clock);
    }

    private static void eventually(ThrowingRunnable asserted) {
        await().atMost(Patience.LIMIT).untilAsserted(asserted);
    }
}
