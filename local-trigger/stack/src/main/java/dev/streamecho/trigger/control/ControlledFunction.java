package dev.streamecho.trigger.control;

import dev.streamecho.trigger.function.FunctionProcessInfo;
import dev.streamecho.trigger.invocation.Fault;
import dev.streamecho.trigger.invocation.Faults;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A function of a running stack. Implementations are thread-safe. */
public interface ControlledFunction {

    /** Returns what the template says of it. */
    FunctionDefinition definition();

    /** Returns its name in the template. */
    default String logicalId() {
        return definition().logicalId();
    }

    /** Returns why it cannot run for now; empty if it runs, or will at its first invocation. */
    Optional<String> obstacle();

    /** Returns whether its code is being built, as its source has changed. */
    boolean isBuilding();

    /** Returns the port of the loopback address at which its process waits for a debugger; empty if it does not. */
    OptionalInt debugPort();

    /**
     * Returns it as it can be invoked; one that nothing has called yet is built and started for that.
     *
     * @throws dev.streamecho.trigger.UserError if it cannot be built or run here
     */
    LambdaFunction started();

    /**
     * Returns it with the code that its source has now, which is built for that; where changed code is not taken while the stack
     * runs, it is the code of its start.
     *
     * @throws dev.streamecho.trigger.UserError if that code cannot be built or run here
     */
    LambdaFunction withCodeOfNow();

    /** Returns its live processes, the oldest first. */
    List<FunctionProcessInfo> processes();

    /**
     * Ends a process at once, as when the machine fails: the invocation in it fails, and the next one starts another process.
     *
     * @return whether it was one of the function's, and alive
     */
    boolean kill(long pid);

    /** Returns what is to happen to its next calls. */
    Faults.Pending faults();

    /**
     * Lets something happen to its next calls in place of what would: those of mappings, APIs and clients alike. It is in a queue
     * after what was said before.
     *
     * @param calls how many, 1 or more
     */
    void inject(Fault fault, int calls);

    /** Lets every call be throttled from now on, for that long; a mapping retries them without counting. */
    void throttle(Duration time);

    /** Forgets what was to happen to its next calls. */
    void clearFaults();
}
