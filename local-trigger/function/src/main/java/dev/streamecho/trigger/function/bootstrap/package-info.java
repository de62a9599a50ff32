/**
 * What runs in the function's process, in a jar of its own ({@code target/runtime}): nothing else of the trigger is on
 * that process's class path.
 */
package dev.streamecho.trigger.function.bootstrap;
