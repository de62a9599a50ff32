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
    private Optional<Router> routes = Optional.empty();

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
        answer(request).send(response, callback);
        return true;
    }

    private Answer answer(Request request) throws InterruptedException {
        try {
            return route(request);
        } catch (ApiException e) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("message", e.getMessage());
            e.at().ifPresent(place -> json.put("at", place));
            return Answer.json(e.status(), json);
        } catch (UserError e) {
            return Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            String what = FewLines.shown("%s %s failed: %s"
                    .formatted(request.getMethod(), request.getHttpURI().getPath(), e));
            notice.accept("The page: " + what);
            return Answer.error(HttpStatus.INTERNAL_SERVER_ERROR_500, what);
        }
    }

    private Answer route(Request request) throws IOException, InterruptedException {
        String path = request.getHttpURI().getPath();
        if (!path.startsWith(BASE + "/")) {
            throw ApiException.notFound("There is nothing at %s; the API is at %s".formatted(path, BASE));
        }
        String within = path.substring(BASE.length());
        return isOpen(path) ? always.answer(request, within) : started().answer(request, within);
    }

    private synchronized Router started() {
        if (routes.isEmpty()) {
            routes = stack.run().map(StackRoutes::of);
        }
        return routes.orElseThrow(
                () -> ApiException.of(HttpStatus.SERVICE_UNAVAILABLE_503, "The stack is starting; ask again"));
    }
}
