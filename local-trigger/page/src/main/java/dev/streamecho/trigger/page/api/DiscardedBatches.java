package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.redrive.MessageReport;
import dev.streamecho.trigger.redrive.Redrive;
import dev.streamecho.trigger.redrive.RedriveListener;
import dev.streamecho.trigger.redrive.RedriveOutcome;
import dev.streamecho.trigger.redrive.RedriveSettings;
import dev.streamecho.trigger.redrive.RedriveTotals;
import dev.streamecho.trigger.stack.OnFailurePlaces;
import dev.streamecho.trigger.stack.StackRun;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The batches that are in the queues of {@code OnFailure} destinations, as they were read last. To read a message counts as to
 * receive it, so that is done when something has changed, and not whenever somebody looks. This class is thread-safe.
 */
final class DiscardedBatches {
    private static final int MOST = 1_000;
    private static final int ATTEMPTS = 1;
    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();
    private static final RedriveSettings SETTINGS = new RedriveSettings(ATTEMPTS, false, false, Optional.empty());

    private final StackRun stack;
    private final Journal journal;
    private final StackControl control;
    // Guarded by this.
    private List<Discarded> last = List.of();
    private long deliveredThen = -1;
    private long readAt;

    DiscardedBatches(StackRun stack) {
        this.stack = stack;
        this.journal = stack.journal();
        this.control = stack.control();
    }

    /** A message, and the logical id of the queue that it is in. */
    record Discarded(String queue, MessageReport message) {}

    /** What was redriven, and why some of it was not. */
    record Result(RedriveTotals totals, List<String> problems) {}

    /** Returns where those are of which the destination is no queue of the template. */
    List<String> folders() {
        return places().folders();
    }

    /** Returns those that are there. */
    synchronized List<Discarded> all() throws InterruptedException {
        long delivered = delivered();
        if (delivered != deliveredThen || System.nanoTime() - readAt > KEPT_NANOS) {
            last = read();
            deliveredThen = delivered;
            readAt = System.nanoTime();
        }
        return last;
    }

    private long delivered() {
        return control.mappings().stream()
                .mapToLong(mapping -> journal.counts(mapping.logicalId()).onFailureDestinationDelivered())
                .sum();
    }

    private List<Discarded> read() throws InterruptedException {
        List<Discarded> found = new ArrayList<>();
        for (Map.Entry<String, String> queue : queues().entrySet()) {
            try (Redrive redrive = redrive()) {
                redrive.report(queue.getValue(), MOST, false)
                        .messages()
                        .forEach(message -> found.add(new Discarded(queue.getKey(), message)));
            }
        }
        return List.copyOf(found);
    }

    /** The URLs of the queues by logical id. */
    private Map<String, String> queues() {
        Map<String, String> urls = new LinkedHashMap<>(stack.queueUrls());
        urls.keySet().retainAll(places().queues());
        return urls;
    }

    /** The definition may change while the stack runs. */
    private OnFailurePlaces places() {
        return stack.onFailurePlaces();
    }

    private Redrive redrive() {
        if (stack.client().isEmpty()) {
            throw ApiException.conflict("The stream is not in this process; " + Launcher.command("failures")
                    + " and redrive read what was discarded");
        }
        return Redrive.local(
                stack.dynamoDb(),
                Optional.ofNullable(stack.endpoints().get("sqs"))
                        .map(URI::toString)
                        .map(URI::create),
                stack.template().region(),
                new StackFunctions(control));
    }

    /** Redrives all. */
    synchronized Result redriveAll() throws InterruptedException {
        readAt = 0;
        deliveredThen = -1;
        Problems problems = new Problems();
        RedriveTotals sum = new RedriveTotals(0, 0, 0, 0, 0);
        for (String url : queues().values()) {
            try (Redrive redrive = redrive()) {
                sum = plus(sum, redrive.redriveQueue(url, MOST, SETTINGS, problems));
            }
        }
        return new Result(sum, problems.found);
    }

    /** Redrives one; empty if it is not there. */
    synchronized Optional<Result> redrive(String messageId) throws InterruptedException {
        Optional<Discarded> one = all().stream()
                .filter(discarded -> discarded.message().messageId().equals(messageId))
                .findFirst();
        if (one.isEmpty()) {
            return Optional.empty();
        }
        deliveredThen = -1;
        Problems problems = new Problems();
        try (Redrive redrive = redrive()) {
            RedriveTotals totals = redrive.redriveMessage(
                    Objects.requireNonNull(queues().get(one.get().queue())), messageId, MOST, SETTINGS, problems);
            return Optional.of(new Result(totals, problems.found));
        }
    }

    private static RedriveTotals plus(RedriveTotals one, RedriveTotals other) {
        return new RedriveTotals(
                one.redriven() + other.redriven(),
                one.handled() + other.handled(),
                one.kept() + other.kept(),
                one.unread() + other.unread(),
                one.inFlight() + other.inFlight());
    }

    private static final class Problems implements RedriveListener {
        private final List<String> found = new ArrayList<>();

        @Override
        public void redriving(String name, int done, int all) {}

        @Override
        public void finished(RedriveOutcome outcome) {
            outcome.problem().ifPresent(found::add);
        }
    }
}
