package dev.streamecho.trigger.function.sdk;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends the calls of AWS SDK for Java 2 here, in its versions before 2.28.1, which have no variable for that. The SDK makes
 * one for each client.
 */
public final class LocalEndpointInterceptor implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return LocalEndpoint.insteadOf(request.getUri(), System.getenv())
                .map(endpoint -> redirected(request, endpoint))
                .orElse(request);
    }

    private static SdkHttpRequest redirected(SdkHttpRequest request, URI endpoint) {
        return request.toBuilder()
                .protocol(endpoint.getScheme())
                .host(endpoint.getHost())
                .port(endpoint.getPort())
                .build();
    }
}
