package dev.streamecho.echo.json;

/** Thrown for an event that is not written as the service writes it. That does not make it wrong: {@link ParsedTokens} decides. */
final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPlainException() {
        // Nobody sees it, so it has no stack trace, which would take longer than everything else.
        super(null, null, false, false);
    }
}
