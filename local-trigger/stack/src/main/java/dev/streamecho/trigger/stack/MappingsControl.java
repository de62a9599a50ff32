package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.JournaledMapping;
import dev.streamecho.trigger.queue.LocalSqs;
import java.util.ArrayList;
import java.util.List;

/** The mappings of a running stack, which are started one after the other, and its functions. */
final class MappingsControl implements StackControl {
    private final MappingPollers pollers;
    private final ControlledFunctions functions;
    private final StackListener listener;
    private final StartedParts parts;
    private final Journal journal;
    private final List<ControlledMapping> mappings = new ArrayList<>();
    private final List<Idleness.Mapping> asked = new ArrayList<>();

    MappingsControl(
            MappingPollers pollers,
            ControlledFunctions functions,
            StackListener listener,
            StartedParts parts,
            Journal journal) {
        this.pollers = pollers;
        this.functions = functions;
        this.listener = listener;
        this.parts = parts;
        this.journal = journal;
    }

    /** Starts a mapping on a stream. */
    void start(StackMapping one) {
        journal.configured(JournaledMapping.of(one.mapping(), one.tableId()));
        RunningMapping mapping = parts.begin(new RunningMapping(
                one.mapping(),
                pollers,
                () -> functions.of(one.function()).started(),
                listener,
                changed -> journal.configured(JournaledMapping.of(changed, one.tableId()))));
        mapping.start();
        mappings.add(mapping);
        asked.add(mapping);
    }

    /** Starts a mapping on a queue. */
    void start(StackQueueMapping one, LocalSqs sqs) {
        String queue = one.queue().logicalId();
        journal.configured(JournaledMapping.of(one.mapping(), queue));
        RunningQueueMapping mapping = parts.begin(new RunningQueueMapping(
                one.mapping(),
                sqs.queue(one.queue().queueName()),
                pollers,
                () -> functions.of(one.function()).started(),
                listener,
                changed -> journal.configured(JournaledMapping.of(changed, queue))));
        mapping.start();
        mappings.add(mapping);
        asked.add(mapping);
    }

    /** Returns them as they are asked whether anything is left to do. */
    List<Idleness.Mapping> asked() {
        return List.copyOf(asked);
    }

    @Override
    public List<ControlledMapping> mappings() {
        return List.copyOf(mappings);
    }

    @Override
    public List<ControlledFunction> functions() {
        return functions.all();
    }
}
