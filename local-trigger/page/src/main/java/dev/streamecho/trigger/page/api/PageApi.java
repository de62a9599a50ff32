package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.FewLines;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests to the API; whatever goes wrong with one is an answer too. This class is thread-safe. */
public final class PageApi extends Handler.Abstract {
    private static final String ROOT = "/api/";
    private static final String BASE = ROOT + "v1";

    private final ShownStack stack;
    private final Consumer<String> notice;
    private final Router always;

    /** Made when somebody asks. Guarded by this. */
    private Optional<Endpoints> endpoints = Optional.empty();

    /**
     * Makes an API.
     *
     * @param notice takes a line for each kind of failure that is ours
     */
    public PageApi(ShownStack stack, Consumer<String> notice) {
        this.stack = stack;
        this.notice = new FewLines(notice);
        this.always = new Router().add("GET", HealthEndpoint.PATH, new HealthEndpoint(stack)::health);
    }

    /** Returns whether a path is of the API, rather than of the page. */
    public static boolean serves(String path) {
        return path.startsWith(ROOT);
    }

    /** Returns whether a path is open to every program of this machine. */
    public static boolean isOpen(String path) {
        return path.equals(BASE + HealthEndpoint.PATH);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.addIdleTimeoutListener(idle -> false);
        Optional<Answer> answer = answer(request, response, callback);
        answer.ifPresent(now -> now.send(response, callback));
        return true;
    }

    /** Empty if the answer goes on for as long as the client listens. */
    private Optional<Answer> answer(Request request, Response response, Callback callback) throws InterruptedException {
        try {
            String path = request.getHttpURI().getPath();
            if (path.equals(BASE + EventEndpoint.PATH) && request.getMethod().equals("GET")) {
                started().events().stream(request, response, callback);
                return Optional.empty();
            }
            return Optional.of(route(request, path));
        } catch (ApiException e) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("message", e.getMessage());
            e.at().ifPresent(place -> json.put("at", place));
            return Optional.of(Answer.json(e.status(), json));
        } catch (UserError e) {
            return Optional.of(Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            String what = FewLines.shown("%s %s failed: %s"
                    .formatted(request.getMethod(), request.getHttpURI().getPath(), e));
            notice.accept("The page: " + what);
            return Optional.of(Answer.error(HttpStatus.INTERNAL_SERVER_ERROR_500, what));
        }
    }

    private Answer route(Request request, String path) throws IOException, InterruptedException {
        if (!path.startsWith(BASE + "/")) {
            throw ApiException.notFound("There is nothing at %s; the API is at %s".formatted(path, BASE));
        }
        String within = path.substring(BASE.length());
        return isOpen(path)
                ? always.answer(request, within)
                : started().router().answer(request, within);
    }

    private synchronized Endpoints started() {
        if (endpoints.isEmpty()) {
            endpoints = stack.run().map(shown -> new Endpoints(StackRoutes.of(shown), new EventEndpoint(shown)));
        }
        return endpoints.orElseThrow(
                () -> ApiException.of(HttpStatus.SERVICE_UNAVAILABLE_503, "The stack is starting; ask again"));
    }

    /** What there is once the stack has started. */
    private record Endpoints(Router router, EventEndpoint events) {}
}
