package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.mapping.EventSourceMapping;

/**
 * A mapping of the template that a test can run.
 *
 * @param table the logical id of the table whose stream it reads
 */
record RunnableMapping(EventSourceMapping mapping, String table, FunctionInfo function) {}
