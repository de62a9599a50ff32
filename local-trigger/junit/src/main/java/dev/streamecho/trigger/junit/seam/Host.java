package dev.streamecho.trigger.junit.seam;

import dev.streamecho.trigger.junit.Change;
import dev.streamecho.trigger.junit.Invocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The test, as its mapping sees it. */
public interface Host {

    /**
     * Hears which functions the template has.
     *
     * @param logicalIds in its order
     */
    void check(List<String> logicalIds);

    /** Returns why a function cannot be run in this test; empty if it can be. */
    Optional<String> obstacle(FunctionInfo function);

    /** Returns whether a function that can be run is to run in a process of its own, and not in the test's JVM. */
    boolean runsInOwnProcess(FunctionInfo function);

    /** A function is about to be called with a batch, which is empty at the end of a tumbling window. */
    void calling(FunctionInfo function, List<Change> batch);

    /** Calls the handler, wherever it runs. A failure of it is an answer. */
    Answer call(FunctionInfo function, String requestId, byte[] event);

    /** A change was read from a stream. */
    void read(String mapping, Change change, boolean passesFilters);

    /**
     * An invocation has ended.
     *
     * @param handled how many of the changes need nothing more
     * @param reason why others are retried; empty if none are
     */
    void invoked(
            String mapping,
            FunctionInfo function,
            String shardId,
            List<Change> batch,
            int attempt,
            Instant at,
            Invocation.Result result,
            int handled,
            Optional<String> reason);

    /**
     * A batch was discarded.
     *
     * @param message what the destination gets, or would get
     */
    void discarded(String mapping, List<Change> batch, String condition, int attempts, Instant at, String message);
}
