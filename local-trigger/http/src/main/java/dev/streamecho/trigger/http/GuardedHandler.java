package dev.streamecho.trigger.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what a {@link Door} refuses with 403, and passes on the rest. */
public final class GuardedHandler extends Handler.Wrapper {
    private final Door door;
    private final Consumer<String> notice;

    /**
     * Makes a handler.
     *
     * @param notice gets a line for each kind of refusal
     */
    public GuardedHandler(Handler handler, Door door, Consumer<String> notice) {
        super(handler);
        this.door = door;
        this.notice = new FewLines(notice);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<String> refusal = door.refusal(request).map(FewLines::shown);
        if (refusal.isEmpty()) {
            return super.handle(request, response, callback);
        }
        notice.accept(refusal.get());
        response.setStatus(HttpStatus.FORBIDDEN_403);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        // In the form in which AWS's clients find the message.
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", "AccessDeniedException")
                .put("message", refusal.get())
                .toString();
        response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
        return true;
    }
}
