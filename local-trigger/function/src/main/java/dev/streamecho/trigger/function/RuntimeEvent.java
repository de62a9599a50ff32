package dev.streamecho.trigger.function;

import dev.streamecho.trigger.invocation.Invocation;

/** What happens to an execution environment while a thread waits for it. */
sealed interface RuntimeEvent {

    /** The runtime is initialised, or has finished an invocation, and asks for the next. */
    record Ready(NextInvocation next) implements RuntimeEvent {}

    /** The runtime could not load the handler. */
    record InitFailed(Invocation.InitError error) implements RuntimeEvent {}

    /**
     * The running invocation's answer.
     *
     * @param nanoTime when it arrived, by {@link System#nanoTime}: the thread that waits for it wakes up later
     */
    record Answered(Invocation.Outcome outcome, long nanoTime) implements RuntimeEvent {}

    /** The process ended. */
    record Exited(ExitStatus status) implements RuntimeEvent {}
}
