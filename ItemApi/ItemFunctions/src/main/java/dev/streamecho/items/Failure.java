package dev.streamecho.items;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the caller and the log learn about an exception. Its message is for neither: it may repeat parts of the item. */
final class Failure {
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int INTERNAL_SERVER_ERROR = 500;
    /** A chain of causes may be circular. */
    private static final int MAX_CAUSES = 10;

    private Failure() {}

    /** Returns the response for a failed call to DynamoDB: whether to retry, or not. */
    static Response response(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            if (service.isThrottlingException() || service.statusCode() >= INTERNAL_SERVER_ERROR) {
                return retry();
            }
            if ("ValidationException".equals(errorCode(service))) {
                return Response.message(400, "DynamoDB refuses the request");
            }
            return internal();
        }
        return isTimeout(failure) || isOfTheNetwork(failure) ? retry() : internal();
    }

    /** Returns the response for a defect of this function or its permissions. */
    static Response internal() {
        return Response.message(INTERNAL_SERVER_ERROR, "Internal server error");
    }

    private static Response retry() {
        return Response.message(SERVICE_UNAVAILABLE, "DynamoDB cannot take the request now; retry it")
                .with("Retry-After", "1");
    }

    private static boolean isTimeout(SdkException failure) {
        return failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException;
    }

    private static boolean isOfTheNetwork(SdkException failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof IOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Describes an exception by its type and causes, DynamoDB's error code and request id, and where it was thrown. */
    static String describe(RuntimeException failure) {
        StringBuilder text = new StringBuilder();
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            text.append(i == 0 ? "" : "; caused by ").append(cause.getClass().getName());
            if (cause instanceof AwsServiceException service) {
                text.append(' ').append(errorCode(service));
                text.append(", status ").append(service.statusCode());
                text.append(", request id ").append(service.requestId());
            }
            StackTraceElement[] trace = cause.getStackTrace();
            if (trace.length > 0) {
                text.append(" at ").append(trace[0]);
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String errorCode(AwsServiceException service) {
        return service.awsErrorDetails() == null
                ? "without an error code"
                : service.awsErrorDetails().errorCode();
    }
}
