package dev.streamecho.trigger.redrive;

import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param records how many it has, as far as the stream still has them
 * @param handled how many of them the function has handled now
 * @param problem why something of it is left, in one line; empty if every record was handled
 */
public record Redriven(int records, int handled, Optional<String> problem) {

    static Redriven left(int records, int handled, String problem) {
        return new Redriven(records, handled, Optional.of(problem));
    }

    /** Something else is wrong too, which is said first. */
    Redriven withProblem(String other) {
        return left(
                records,
                handled,
                problem.map(own -> other + "; of the rest: " + own).orElse(other));
    }

    /** Whether every record of the batch was handled, so that its message may be deleted. */
    public boolean isDone() {
        return problem.isEmpty();
    }
}
