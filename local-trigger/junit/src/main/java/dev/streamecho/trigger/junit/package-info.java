/**
 * A table, its stream, the event source mapping and the handler inside a test, with the clock in the test's hand.
 * {@link dev.streamecho.trigger.junit.StreamTest} is the extension.
 *
 * <p>What happened is kept here, and not in the journal that a running stack has. A test asserts on all of it, and that journal
 * drops what is old. Its values are classes of the other class loader, of which none may reach a test. And what a handler in
 * this JVM answers and logs is known on this side alone. So are faults: what is to happen to the next call of a running stack is
 * decided before the function is called, while here the handler may run first, be made anew after it, or be answered for.
 */
@NullMarked
package dev.streamecho.trigger.junit;

import org.jspecify.annotations.NullMarked;
