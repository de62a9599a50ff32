package dev.streamecho.trigger.api;

/** A function's response is not what API Gateway takes. The message has what is wrong with it. */
final class MalformedResponseException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message);
    }
}
