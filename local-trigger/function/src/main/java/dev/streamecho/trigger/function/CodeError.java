package dev.streamecho.trigger.function;

import dev.streamecho.trigger.UserError;

/** A function's code cannot run as it is: it does not build, or has no such handler. It may after a change. */
public final class CodeError extends UserError {
    private static final long serialVersionUID = 1L;

    /** Makes an error with the line that the user sees. */
    public CodeError(String message) {
        super(message);
    }
}
