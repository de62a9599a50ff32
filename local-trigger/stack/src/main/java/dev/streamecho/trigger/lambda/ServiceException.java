package dev.streamecho.trigger.lambda;

import org.eclipse.jetty.http.HttpStatus;

/**
 * An error of the service, as its clients know it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">Errors of Invoke</a>
 */
final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private ServiceException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static ServiceException notFound(String message) {
        return new ServiceException(HttpStatus.NOT_FOUND_404, "ResourceNotFoundException", message);
    }

    static ServiceException invalid(String message) {
        return new ServiceException(HttpStatus.BAD_REQUEST_400, "InvalidParameterValueException", message);
    }

    static ServiceException invalidContent(String message) {
        return new ServiceException(HttpStatus.BAD_REQUEST_400, "InvalidRequestContentException", message);
    }

    static ServiceException tooLarge(long bytes, String invocationType, long limit) {
        return new ServiceException(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "RequestTooLargeException",
                "%d byte payload is too large for the %s invocation type (limit %d bytes)"
                        .formatted(bytes, invocationType, limit));
    }

    static ServiceException inUse(String message) {
        return new ServiceException(HttpStatus.BAD_REQUEST_400, "ResourceInUseException", message);
    }

    /** Of a function that cannot be invoked for now. */
    static ServiceException conflict(String message) {
        return new ServiceException(HttpStatus.CONFLICT_409, "ResourceConflictException", message);
    }

    static ServiceException throttled(String message) {
        return new ServiceException(HttpStatus.TOO_MANY_REQUESTS_429, "TooManyRequestsException", message);
    }

    static ServiceException unknownOperation(String message) {
        return new ServiceException(HttpStatus.NOT_FOUND_404, "UnknownOperationException", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
