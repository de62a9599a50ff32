package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers health checks of the whole run, which Lambda's own API does not have, and leaves other requests to it. */
final class HealthHandler extends Handler.Wrapper {
    private static final String PATH = "/api/v1/health";

    private final java.util.concurrent.Callable<?> health;

    /** Makes one that answers with what the health is, in one word. */
    HealthHandler(java.util.concurrent.Callable<?> health, Handler others) {
        super(others);
        this.health = health;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("GET")
                || !request.getHttpURI().getPath().equals(PATH)) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(
                true,
                ByteBuffer.wrap("{\"status\":\"%s\"}".formatted(health.call()).getBytes(UTF_8)),
                callback);
        return true;
    }
}
