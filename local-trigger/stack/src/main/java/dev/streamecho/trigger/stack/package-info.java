/**
 * What a template describes, running on this machine. {@link dev.streamecho.trigger.stack.StackRun} is the door: it is made of
 * a template and {@link dev.streamecho.trigger.stack.StackSettings}, tells a
 * {@link dev.streamecho.trigger.stack.StackListener} what happens, and prints nothing.
 *
 * <p>What can run is decided first ({@code StackPlan}), and what cannot is left out with a line for each kind of reason.
 * {@link dev.streamecho.trigger.stack.EventSourceMappings} reads and checks the mappings as the service would, also for
 * commands that start nothing, as does {@link dev.streamecho.trigger.stack.FunctionSetup} for those that run one function.
 *
 * <p>It may use all modules but {@code redrive} and {@code cli}; the command line and tests call it.
 */
package dev.streamecho.trigger.stack;
