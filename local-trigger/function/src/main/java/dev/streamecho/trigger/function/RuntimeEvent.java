package dev.streamecho.trigger.function;

import dev.streamecho.trigger.invocation.Invocation;

/** What happens to an execution environment while a thread waits for it. */
sealed interface RuntimeEvent {

    /** The runtime is initialized, or has finished an invocation, and asks for the next. */
    record Ready(NextInvocation next) implements RuntimeEvent {}

    /**
     * The runtime is initialized, and a snapshot of it can be taken.
     *
     * @param restored lets it continue, as it does on AWS wherever the snapshot was restored
     */
    record BeforeSnapshot(Runnable restored) implements RuntimeEvent {}

    /** The runtime could not load the handler, or a hook around the snapshot has failed. */
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
