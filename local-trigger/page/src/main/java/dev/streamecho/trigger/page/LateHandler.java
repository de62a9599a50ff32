package dev.streamecho.trigger.page;

import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Makes its handler at the first request, so that nobody's start waits for what he may never open. */
final class LateHandler extends Handler.Abstract {
    private final Supplier<Request.Handler> maker;

    // Guarded by this.
    private Optional<Request.Handler> made = Optional.empty();

    LateHandler(Supplier<Request.Handler> maker) {
        this.maker = maker;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return made().handle(request, response, callback);
    }

    private synchronized Request.Handler made() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }
}
