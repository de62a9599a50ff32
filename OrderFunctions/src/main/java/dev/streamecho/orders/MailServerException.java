package dev.streamecho.orders;

/** The mail server did not take a mail. */
final class MailServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailServerException(String message) {
        super(message);
    }
}
