package dev.streamecho.trigger.control;

import java.util.List;
import java.util.Optional;

/**
 * Controls a running stack: for Lambda's API, tests and whoever else has it at hand. Implementations are thread-safe.
 *
 * <pre>{@code
 * ControlledMapping mapping = stack.control().mapping("DataTableStream").orElseThrow();
 * mapping.disable();
 * ControlledFunction function = stack.control().function("EchoFunction").orElseThrow();
 * function.inject(new Fault.Fails("on demand"), 2);
 * mapping.enable();
 * }</pre>
 */
public interface StackControl {

    /** Returns the mappings on streams, then those on queues, each in the template's order; with those that are disabled. */
    List<ControlledMapping> mappings();

    /** Returns all functions in the template's order, with those that nothing in it calls. */
    List<ControlledFunction> functions();

    /** Returns the mapping with this logical id. */
    default Optional<ControlledMapping> mapping(String logicalId) {
        return mappings().stream()
                .filter(mapping -> mapping.logicalId().equals(logicalId))
                .findFirst();
    }

    /** Returns the function with this logical id. */
    default Optional<ControlledFunction> function(String logicalId) {
        return functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst();
    }
}
