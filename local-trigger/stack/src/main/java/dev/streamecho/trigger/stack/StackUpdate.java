package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets a changed definition take effect on a running stack, as an update of the stack does on AWS: first on functions, from their
 * next invocation on, then on mappings, between two batches. What AWS would replace, and what else is made only at the start, is
 * told and stays as it is. It belongs to one thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">
 *     Update behaviors of stack resources</a>
 */
final class StackUpdate {
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(30);
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
     * and is told once.
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
        Set<String> restart = needingRestart(changed, after);
        for (FunctionDefinition function : changed.functions()) {
            List<String> properties = functionOf(running, function.logicalId())
                    .map(old -> FunctionChanges.between(old, function).updated())
                    .orElse(List.of());
            if (!properties.isEmpty()) {
                functions.reconfigure(function, changed);
                listener.functionNotice(function.logicalId(), "was updated: " + String.join(", ", properties));
            }
        }
        running = changed;
        controlled.update(changed);
        for (ControlledMapping mapping : control.mappings()) {
            if (mapping instanceof ControlledStreamMapping onStream) {
                update(onStream, before, after);
            } else if (mapping instanceof ControlledQueueMapping onQueue) {
                update(onQueue, before, after);
            }
        }
        restart.stream()
                .filter(line -> !toldRestart.contains(line))
                .forEach(line -> listener.notice("%s: %s".formatted(changed.file(), line)));
        toldRestart = restart;
    }

    /** Compared with what was started: what was taken back since needs none. */
    private Set<String> needingRestart(Template changed, EventSourceMappings after) {
        Set<String> lines = new LinkedHashSet<>(new ResourceChanges(started, changed).needingRestart());
        for (FunctionDefinition function : changed.functions()) {
            functionOf(started, function.logicalId())
                    .ifPresent(old ->
                            lines.addAll(FunctionChanges.between(old, function).needingRestart()));
        }
        Map<String, EventSourceMapping> atStart = EventSourceMappings.read(started).all().stream()
                .collect(Collectors.toMap(EventSourceMapping::logicalId, Function.identity()));
        for (EventSourceMapping mapping : after.all()) {
            Optional.ofNullable(atStart.get(mapping.logicalId()))
                    .ifPresent(old -> lines.addAll(MappingDifference.needingRestart(old, mapping)));
        }
        return lines;
    }

    private static Optional<FunctionDefinition> functionOf(Template template, String logicalId) {
        return template.functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst();
    }

    private void update(ControlledStreamMapping mapping, EventSourceMappings before, EventSourceMappings after)
            throws InterruptedException {
        Optional<EventSourceMapping> was = find(before.all(), EventSourceMapping::logicalId, mapping.logicalId());
        Optional<EventSourceMapping> is = find(after.all(), EventSourceMapping::logicalId, mapping.logicalId());
        if (was.isEmpty() || is.isEmpty()) {
            return;
        }
        EventSourceMapping now = mapping.configuration();
        Optional<EventSourceMapping> updated = MappingDifference.updated(was.get(), is.get(), now);
        if (updated.isPresent()) {
            awaitSteady(mapping);
            mapping.change(updated.get());
        }
    }

    private void update(ControlledQueueMapping mapping, EventSourceMappings before, EventSourceMappings after)
            throws InterruptedException {
        Optional<QueueMapping> was = queueMapping(before, mapping.logicalId());
        Optional<QueueMapping> is = queueMapping(after, mapping.logicalId());
        if (was.isPresent() && is.isPresent() && !was.equals(is)) {
            awaitSteady(mapping);
            boolean isEnabled = was.get().enabled() == is.get().enabled()
                    ? mapping.configuration().enabled()
                    : is.get().enabled();
            mapping.change(is.get().withEnabled(isEnabled));
        }
    }

    private static Optional<QueueMapping> queueMapping(EventSourceMappings read, String logicalId) {
        return find(
                read.onQueues().stream().map(StackQueueMapping::mapping).toList(), QueueMapping::logicalId, logicalId);
    }

    private static <T> Optional<T> find(List<T> mappings, Function<T, String> id, String logicalId) {
        return mappings.stream()
                .filter(mapping -> id.apply(mapping).equals(logicalId))
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
