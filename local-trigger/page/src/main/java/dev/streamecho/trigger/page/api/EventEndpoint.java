package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.page.api.ShownStack.Started;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What changes, as server-sent events. This class is thread-safe. */
final class EventEndpoint {
    static final String PATH = "/events";

    /** A page has one; each costs a look at the journal ten times a second. */
    private static final int MOST_CLIENTS = 20;

    private final Started shown;
    private final StatusJson status;
    private final AtomicInteger clients = new AtomicInteger();

    EventEndpoint(Started shown) {
        this.shown = shown;
        this.status = new StatusJson(shown.stack(), Clock.systemUTC());
    }

    /** @throws ApiException if too many clients listen */
    void stream(Request request, Response response, Callback callback) {
        if (clients.incrementAndGet() > MOST_CLIENTS) {
            clients.decrementAndGet();
            throw ApiException.of(
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "%d clients listen already; close one of them".formatted(MOST_CLIENTS));
        }
        request.addIdleTimeoutListener(idle -> false);
        new EventStream(
                        shown.stack().journal(),
                        status,
                        shown.runId(),
                        request,
                        response,
                        callback,
                        clients::decrementAndGet)
                .begin(Optional.ofNullable(request.getHeaders().get("Last-Event-ID")));
    }
}
