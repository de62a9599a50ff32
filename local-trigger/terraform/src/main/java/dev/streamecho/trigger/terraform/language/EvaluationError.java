package dev.streamecho.trigger.terraform.language;

/**
 * A mistake in an expression, as Terraform would refuse it. Its message says what is wrong; whoever evaluates the argument
 * says where.
 */
public final class EvaluationError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvaluationError(String problem) {
        super(problem);
    }

    /** Returns what is wrong, in one line. */
    public String problem() {
        return String.valueOf(getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }
}
