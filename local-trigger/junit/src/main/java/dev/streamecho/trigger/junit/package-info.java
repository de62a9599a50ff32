/**
 * A table, its stream, the event source mapping and the handler inside a test, with the clock in the test's hand.
 * {@link dev.streamecho.trigger.junit.StreamTest} is the extension.
 */
@NullMarked
package dev.streamecho.trigger.junit;

import org.jspecify.annotations.NullMarked;
