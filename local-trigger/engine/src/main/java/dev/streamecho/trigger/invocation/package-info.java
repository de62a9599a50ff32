/**
 * A function as its callers see it: {@link dev.streamecho.trigger.invocation.LambdaFunction} is called with an event, and an
 * {@link dev.streamecho.trigger.invocation.Invocation} tells how that ended. It uses nothing. Mappings, APIs and redriving
 * call it; the module {@code function} implements it with processes.
 */
@NullMarked
package dev.streamecho.trigger.invocation;

import org.jspecify.annotations.NullMarked;
