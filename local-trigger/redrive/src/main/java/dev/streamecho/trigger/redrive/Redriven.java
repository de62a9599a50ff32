package dev.streamecho.trigger.redrive;

import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param records how many it has, as far as the stream still has them
 * @param handled how many of them the function has handled now
 * @param problem why something is left of it, in one line; empty if every record was handled
 */
record Redriven(int records, int handled, Optional<String> problem) {

    /** Returns what became of a batch of which something is left. */
    static Redriven left(int records, int handled, String problem) {
        return new Redriven(records, handled, Optional.of(problem));
    }

    /** Returns a copy with another problem, which is named before its own. */
    Redriven withProblem(String other) {
        return left(
                records,
                handled,
                problem.map(own -> other + "; of the rest: " + own).orElse(other));
    }

    /** Returns whether every record of the batch was handled, so that its message may be deleted. */
    boolean isDone() {
        return problem.isEmpty();
    }
}
