package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.MappingConfiguration;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a changed definition take effect on a running stack, as an update of the stack does on AWS: first on functions, from their
 * next invocation on, then on mappings, between two batches. What AWS would replace, and what else is made only at the start, is
 * reported and stays as it is. It belongs to one thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">
 *     Update behaviors of stack resources</a>
 */
final class StackUpdate {
    /** It lets an invocation end, which may take 15 minutes on AWS. */
    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(20);

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final CalledFunctions functions;
    private final ControlledFunctions controlled;
    private final StackControl control;
    private final StackListener listener;

    private final Template started;

    /** As it was updated to last. */
    private Template running;

    private String lastMistake = "";
    private Set<String> toldRestart = Set.of();

    /** Makes one for a stack that runs as a template has it, whose references to what runs are known. */
    StackUpdate(
            Template running,
            CalledFunctions functions,
            ControlledFunctions controlled,
            StackControl control,
            StackListener listener) {
        this.started = running;
        this.running = running;
        this.functions = functions;
        this.controlled = controlled;
        this.control = control;
        this.listener = listener;
    }

    /**
     * Reads the definition again, and takes what has changed. One that cannot be read, or that AWS would refuse, changes nothing,
     * and is reported once.
     */
    void take(Supplier<Template> read) {
        try {
            take(read.get().withKnownOf(running));
            lastMistake = "";
        } catch (UserError e) {
            String mistake = String.valueOf(e.getMessage());
            if (!mistake.equals(lastMistake)) {
                lastMistake = mistake;
                listener.notice(mistake + "; what runs stays as it was");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Template changed) throws InterruptedException {
        // All of it is read before something is changed.
        EventSourceMappings before = EventSourceMappings.read(running);
        EventSourceMappings after = EventSourceMappings.read(changed);
        requireRunnable(after);
        Set<String> restart = needingRestart(changed, after);
        List<Runnable> updates = changed.functions().stream()
                .flatMap(function -> updateOf(function, changed).stream())
                .toList();
        updates.forEach(Runnable::run);
        running = changed;
        controlled.update(changed);
        for (ControlledMapping mapping : control.mappings()) {
            try {
                update(mapping, before, after);
            } catch (UserError | IllegalStateException e) {
                // Its function cannot be built, or somebody else's change does not end. The others have nothing to do
                // with that.
                listener.notice(mapping.logicalId(), "was not updated: " + e.getMessage());
            }
        }
        restart.stream()
                .filter(line -> !toldRestart.contains(line))
                .forEach(line -> listener.notice("%s: %s".formatted(changed.file(), line)));
        toldRestart = restart;
    }

    /** One on a queue that the service would refuse is left out at the start; here it runs already. */
    private void requireRunnable(EventSourceMappings read) {
        for (ControlledMapping mapping : control.mappings()) {
            UserError reason = read.leftOut().get(mapping.logicalId());
            if (reason != null) {
                throw reason;
            }
        }
    }

    private Optional<Runnable> updateOf(FunctionDefinition function, Template changed) {
        List<String> properties = functionOf(running, function.logicalId())
                .map(old -> FunctionChanges.between(old, function).updated())
                .orElse(List.of());
        if (properties.isEmpty()) {
            return Optional.empty();
        }
        return functions.reconfiguration(function, changed).map(update -> () -> {
            update.run();
            listener.functionNotice(function.logicalId(), "was updated: " + String.join(", ", properties));
        });
    }

    /** Compared with what was started: what was taken back since needs none. */
    private Set<String> needingRestart(Template changed, EventSourceMappings after) {
        Set<String> lines = new LinkedHashSet<>(new ResourceChanges(started, changed).needingRestart());
        for (FunctionDefinition function : changed.functions()) {
            functionOf(started, function.logicalId())
                    .ifPresent(old ->
                            lines.addAll(FunctionChanges.between(old, function).needingRestart()));
        }
        EventSourceMappings atStart = EventSourceMappings.read(started);
        for (EventSourceMapping mapping : after.all()) {
            find(atStart.all(), mapping.logicalId())
                    .ifPresent(old -> lines.addAll(MappingDifference.needingRestart(old, mapping)));
        }
        for (QueueMapping mapping : onQueues(after)) {
            find(onQueues(atStart), mapping.logicalId())
                    .ifPresent(old -> lines.addAll(MappingDifference.needingRestart(old, mapping)));
        }
        return lines;
    }

    private static Optional<FunctionDefinition> functionOf(Template template, String logicalId) {
        return template.functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst();
    }

    private static void update(ControlledMapping mapping, EventSourceMappings before, EventSourceMappings after)
            throws InterruptedException {
        awaitSteady(mapping);
        if (mapping instanceof ControlledStreamMapping onStream) {
            updated(onStream.configuration(), before.all(), after.all(), MappingDifference::updated)
                    .ifPresent(onStream::change);
        } else if (mapping instanceof ControlledQueueMapping onQueue) {
            updated(onQueue.configuration(), onQueues(before), onQueues(after), MappingDifference::updated)
                    .ifPresent(onQueue::change);
        }
    }

    /** Compares a mapping in two templates, and with how it runs. */
    private interface Comparison<M> {

        Optional<M> updated(M was, M is, M now);
    }

    private static <M extends MappingConfiguration<M>> Optional<M> updated(
            M now, List<M> before, List<M> after, Comparison<M> comparison) {
        Optional<M> was = find(before, now.logicalId());
        Optional<M> is = find(after, now.logicalId());
        return was.isPresent() && is.isPresent() ? comparison.updated(was.get(), is.get(), now) : Optional.empty();
    }

    private static List<QueueMapping> onQueues(EventSourceMappings read) {
        return read.onQueues().stream().map(StackQueueMapping::mapping).toList();
    }

    private static <M extends MappingConfiguration<M>> Optional<M> find(List<M> mappings, String logicalId) {
        return mappings.stream()
                .filter(mapping -> mapping.logicalId().equals(logicalId))
                .findFirst();
    }

    /** A change that somebody else has begun comes first. */
    private static void awaitSteady(ControlledMapping mapping) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_CHANGE.toNanos();
        while (mapping.status().state().isChanging() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
        }
    }
}
