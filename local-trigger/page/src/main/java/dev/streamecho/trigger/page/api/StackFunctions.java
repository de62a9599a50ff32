package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.redrive.BatchDescription;
import dev.streamecho.trigger.redrive.MappedFunctions;
import dev.streamecho.trigger.redrive.MappingSettings;
import dev.streamecho.trigger.redrive.RedriveException;
import java.util.Comparator;

/** The mappings and functions of the running stack, for batches that it discarded. They go on when this is closed. */
record StackFunctions(StackControl control) implements MappedFunctions {
    @Override
    public MappingSettings mapping(BatchDescription description) throws RedriveException {
        String function = find(description).logicalId();
        String table = description.batch().streamArn().replaceFirst("/stream/.*", "/stream/");
        return control.mappings().stream()
                .filter(ControlledStreamMapping.class::isInstance)
                .map(mapping -> ((ControlledStreamMapping) mapping).configuration())
                .filter(mapping -> mapping.function().logicalId().equals(function))
                .min(Comparator.comparing(
                        (EventSourceMapping mapping) -> !mapping.streamArn().startsWith(table)))
                .map(MappingSettings::of)
                .orElseThrow(() -> new RedriveException("no mapping on a stream invokes " + function));
    }

    @Override
    public LambdaFunction function(BatchDescription description) throws RedriveException {
        try {
            return find(description).started();
        } catch (UserError e) {
            throw new RedriveException(String.valueOf(e.getMessage()), e);
        }
    }

    private ControlledFunction find(BatchDescription description) throws RedriveException {
        String name = description.functionName();
        return control.functions().stream()
                .filter(function -> function.definition().isNamed(name))
                .findFirst()
                .orElseThrow(() -> new RedriveException("the stack has no function " + name));
    }

    @Override
    public void close() {
        // They are the stack's.
    }
}
