package dev.streamecho.trigger.function.sdk;

import com.amazonaws.Request;
import com.amazonaws.handlers.RequestHandler2;

/** Sends the calls of AWS SDK for Java 1 here, which has no variable for that. The SDK makes one for each client. */
public final class LocalEndpointHandler extends RequestHandler2 {

    @Override
    public void beforeRequest(Request<?> request) {
        LocalEndpoint.insteadOf(request.getEndpoint(), System.getenv()).ifPresent(request::setEndpoint);
    }
}
