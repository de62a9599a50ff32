package dev.streamecho.trigger.page.api;

import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** What is wrong with a request, in one line. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** A string, as {@code Optional} cannot be serialized. */
    private final String at;

    /** @param at the offending place in what was typed; empty if it is the whole */
    private ApiException(int status, String message, String at) {
        super(message, null, false, false);
        this.status = status;
        this.at = at;
    }

    static ApiException invalid(String message) {
        return new ApiException(HttpStatus.BAD_REQUEST_400, message, "");
    }

    static ApiException invalid(String message, String at) {
        return new ApiException(HttpStatus.BAD_REQUEST_400, message, at);
    }

    static ApiException notFound(String message) {
        return new ApiException(HttpStatus.NOT_FOUND_404, message, "");
    }

    /** It cannot be done now. */
    static ApiException conflict(String message) {
        return new ApiException(HttpStatus.CONFLICT_409, message, "");
    }

    static ApiException of(int status, String message) {
        return new ApiException(status, message, "");
    }

    int status() {
        return status;
    }

    Optional<String> at() {
        return Optional.of(at).filter(place -> !place.isEmpty());
    }
}
