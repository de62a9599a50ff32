package dev.streamecho.trigger;

import org.jspecify.annotations.Nullable;

/**
 * A mistake that the user can fix. Its message is one line that says what is wrong, where (file, logical id, property)
 * and what would be right; the command line prints it without a stack trace, and exits with status 2.
 */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String line;

    /** Makes an error with the line that the user sees. */
    public UserError(String line) {
        super(line);
        this.line = line;
    }

    /** Makes an error with the line that the user sees, and its cause, for whoever debugs the trigger. */
    public UserError(String line, @Nullable Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    /** Returns the line. */
    @Override
    public String getMessage() {
        return line;
    }
}
