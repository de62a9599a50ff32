package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.table.TableReference;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.Optional;

/**
 * An event source mapping of a template, with what it is between.
 *
 * @param table whose stream it reads; empty if the template does not have it
 * @param function that it invokes
 */
public record StackMapping(EventSourceMapping mapping, Optional<TableDefinition> table, FunctionDefinition function) {

    /** Returns the logical id of the table, or the name in the stream's ARN if the template does not have it. */
    public String tableId() {
        return table.map(TableDefinition::logicalId)
                .orElseGet(() -> TableReference.parse(mapping.streamArn()).name());
    }

    String logicalId() {
        return mapping.logicalId();
    }

    StackMapping with(EventSourceMapping other) {
        return new StackMapping(other, table, function);
    }
}
