package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import java.util.UUID;

/**
 * The configuration of an event source mapping, whatever it reads. Implementations are thread-safe.
 *
 * @param <M> the implementation
 */
public sealed interface MappingConfiguration<M extends MappingConfiguration<M>>
        permits EventSourceMapping, QueueMapping {

    /** Returns its name in the template. */
    String logicalId();

    /** Returns the mapping's id: the same at every start. */
    UUID uuid();

    /** Returns what it invokes. */
    InvokedFunction function();

    /** Returns whether it reads and invokes at all. */
    boolean enabled();

    /** Returns the mapping, enabled or not. */
    M withEnabled(boolean isEnabled);
}
