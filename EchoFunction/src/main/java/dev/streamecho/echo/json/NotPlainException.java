package dev.streamecho.echo.json;

/** Says that an event is not written as the service writes it, which does not make it wrong: {@link ParsedTokens} decides. */
final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPlainException() {
        // Nobody sees it, so it has no stack trace, which would take longer than all the rest.
        super(null, null, false, false);
    }
}
