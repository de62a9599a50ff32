/**
 * What runs in the function's process, in a JAR of its own ({@code target/runtime}). No other class of the trigger is on
 * that process's class path, so that these classes may use none but AWS's runtime interface client.
 */
@NullMarked
package dev.streamecho.trigger.function.bootstrap;

import org.jspecify.annotations.NullMarked;
