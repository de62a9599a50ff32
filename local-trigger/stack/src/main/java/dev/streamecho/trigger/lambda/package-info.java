/**
 * Lambda's own API on a port of this machine: functions are invoked, and functions and event source mappings are shown and
 * changed, by the AWS CLI, the SDKs, and functions that call functions.
 *
 * <p>It may use {@code http}, the engine and the definitions of {@code template}. What it controls is
 * {@link dev.streamecho.trigger.control.StackControl}.
 */
package dev.streamecho.trigger.lambda;
