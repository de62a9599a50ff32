package dev.streamecho.trigger.api;

import dev.streamecho.trigger.template.api.ApiRoute;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A route that takes a request.
 *
 * @param parameters of its path, as they were sent: percent-encoded
 */
record RouteMatch(ApiRoute route, Map<String, String> parameters) {

    Map<String, String> decodedParameters() {
        Map<String, String> decoded = new LinkedHashMap<>();
        parameters.forEach((name, value) -> decoded.put(name, ApiRequest.decodedPath(value)));
        return decoded;
    }
}
