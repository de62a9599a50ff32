package dev.streamecho.trigger.api;

import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.api.ApiPath;
import dev.streamecho.trigger.template.api.ApiPath.Segment;
import dev.streamecho.trigger.template.api.ApiPreflight;
import dev.streamecho.trigger.template.api.ApiRoute;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the route of a request: the most specific path, segment by segment, and of its routes the one with the request's
 * own method before {@code ANY}. It is immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routing API
 *     requests</a>
 */
final class Routes {
    private final ApiDefinition api;
    private final List<ApiRoute> mostSpecificFirst;

    Routes(ApiDefinition api) {
        this.api = api;
        this.mostSpecificFirst = api.routes().stream()
                .sorted(Comparator.comparing(ApiRoute::path, Routes::compare)
                        .thenComparing(route -> route.method().equals(ApiRoute.ANY)))
                .toList();
    }

    private static int compare(ApiPath left, ApiPath right) {
        boolean isDefault = left.text().equals(ApiPath.DEFAULT);
        if (isDefault || right.text().equals(ApiPath.DEFAULT)) {
            return Boolean.compare(isDefault, right.text().equals(ApiPath.DEFAULT));
        }
        int shorter = Math.min(left.segments().size(), right.segments().size());
        for (int i = 0; i < shorter; i++) {
            int order = left.segments()
                    .get(i)
                    .kind()
                    .compareTo(right.segments().get(i).kind());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.segments().size(), right.segments().size());
    }

    /**
     * Returns the route of a request. A REST API chooses the path first: if that has no route for the method, no other path is
     * tried.
     *
     * @param path percent-encoded
     */
    Optional<RouteMatch> find(String method, String path) {
        List<String> parts = ApiPath.parts(path, api.kind());
        for (ApiRoute route : mostSpecificFirst) {
            Optional<Map<String, String>> parameters = match(route.path(), parts);
            if (parameters.isPresent()) {
                if (takes(route, method)) {
                    return Optional.of(new RouteMatch(route, parameters.get()));
                }
                if (api.kind() == Kind.REST && !hasRoute(route.path(), method)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private boolean hasRoute(ApiPath path, String method) {
        return api.routes().stream()
                .anyMatch(route -> route.path().segments().equals(path.segments()) && takes(route, method));
    }

    private static boolean takes(ApiRoute route, String method) {
        return route.method().equals(method) || route.method().equals(ApiRoute.ANY);
    }

    /** Returns the methods that have a route on the path that a request has; none if no path matches. */
    List<String> methodsAt(String path) {
        List<String> parts = ApiPath.parts(path, api.kind());
        Optional<ApiPath> resource = mostSpecificFirst.stream()
                .map(ApiRoute::path)
                .filter(candidate -> match(candidate, parts).isPresent())
                .findFirst();
        return mostSpecificFirst.stream()
                .filter(route -> resource.map(ApiPath::segments)
                        .equals(Optional.of(route.path().segments())))
                .map(ApiRoute::method)
                .toList();
    }

    /** What an API answers by itself to {@code OPTIONS} on the path that a request has; empty if that path has no such method. */
    Optional<ApiPreflight> preflightAt(String path) {
        List<String> parts = ApiPath.parts(path, api.kind());
        return Stream.concat(
                        api.preflights().stream().map(ApiPreflight::path),
                        mostSpecificFirst.stream().map(ApiRoute::path))
                .filter(candidate -> match(candidate, parts).isPresent())
                .min(Routes::compare)
                .flatMap(resource -> api.preflights().stream()
                        .filter(preflight -> preflight.path().segments().equals(resource.segments()))
                        .findFirst());
    }

    private static Optional<Map<String, String>> match(ApiPath path, List<String> parts) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (path.text().equals(ApiPath.DEFAULT)) {
            return Optional.of(parameters);
        }
        List<Segment> segments = path.segments();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (i >= parts.size()) {
                return Optional.empty();
            }
            switch (segment.kind()) {
                case LITERAL -> {
                    if (!segment.name().equals(ApiRequest.decodedPath(parts.get(i)))) {
                        return Optional.empty();
                    }
                }
                case PARAMETER -> {
                    if (parts.get(i).isEmpty()) {
                        return Optional.empty();
                    }
                    parameters.put(segment.name(), parts.get(i));
                }
                case GREEDY_PARAMETER -> {
                    parameters.put(segment.name(), String.join("/", parts.subList(i, parts.size())));
                    return Optional.of(parameters);
                }
            }
        }
        return segments.size() == parts.size() ? Optional.of(parameters) : Optional.empty();
    }
}
