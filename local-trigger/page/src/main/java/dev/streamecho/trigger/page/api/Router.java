package dev.streamecho.trigger.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** Finds the endpoint of a request by method and path. It is filled before it is asked. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    /** Answers requests of one method and path. Implementations are thread-safe. */
    @FunctionalInterface
    interface Endpoint {
        /**
         * Answers a request.
         *
         * @throws ApiException if something is wrong with it
         */
        Answer answer(Call call) throws IOException, InterruptedException;
    }

    private record Route(String method, List<String> segments, Endpoint endpoint) {

        /** The variable parts of a path; empty if it is another one. */
        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    variables.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }

        private static String decoded(String segment) {
            try {
                return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
            } catch (IllegalArgumentException e) {
                throw ApiException.invalid("The path cannot be read: " + e.getMessage());
            }
        }
    }

    /** @param path its variable parts in braces: {@code /records/{n}} */
    Router add(String method, String path, Endpoint endpoint) {
        routes.add(new Route(method, segments(path), endpoint));
        return this;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** @param path of the request, without that of the API */
    Answer answer(Request request, String path) throws IOException, InterruptedException {
        List<String> segments = path.startsWith("/") ? segments(path) : List.of();
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(segments);
            if (variables.isPresent()) {
                if (route.method().equals(request.getMethod())) {
                    return route.endpoint().answer(new Call(request, variables.get()));
                }
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw ApiException.notFound("There is nothing at %s; docs/page-api.md has what there is"
                    .formatted(request.getHttpURI().getPath()));
        }
        String allowed = String.join(", ", methods);
        return Answer.error(
                        HttpStatus.METHOD_NOT_ALLOWED_405,
                        "%s is not possible here; use %s".formatted(request.getMethod(), allowed))
                .with("Allow", allowed);
    }
}
