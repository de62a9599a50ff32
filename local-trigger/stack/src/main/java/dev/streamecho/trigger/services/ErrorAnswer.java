package dev.streamecho.trigger.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * An error as a client of a service expects it.
 *
 * @param contentType of the body
 */
record ErrorAnswer(String contentType, String body) {
    /** A code that no SDK tries again, and that no service has. */
    static final String CODE = "ServiceNotAvailableLocally";

    private static final String XML = "text/xml";

    /**
     * Makes one.
     *
     * @param service the service's name in signatures
     * @param path of the request
     * @param requestType the content type of the request; empty if it has none
     * @param message of one line, without markup
     */
    static ErrorAnswer of(String service, String path, String requestType, String message) {
        if (service.equals("s3")) {
            return new ErrorAnswer(XML, "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(CODE, message));
        } else if (path.equals("/") && requestType.startsWith("application/x-www-form-urlencoded")) {
            // AWS's query protocol has no other path; Java's HTTP client calls any body a form that is not called
            // otherwise.
            return new ErrorAnswer(
                    XML,
                    "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                            .formatted(CODE, message));
        }
        return new ErrorAnswer(
                "application/json",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("__type", CODE)
                        .put("message", message)
                        .toString());
    }
}
