package dev.streamecho.trigger.template.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a REST API answers to {@code OPTIONS} on one path without a function: a mock integration, as CDK makes it for CORS.
 *
 * @param headers in the order of the template
 * @param otherOrigins those that get themselves as {@code Access-Control-Allow-Origin} in place of the header's value
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html">CORS for REST APIs</a>
 */
public record ApiPreflight(ApiPath path, int status, Map<String, String> headers, List<String> otherOrigins) {
    /** The header that says which origin may call. */
    public static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    public ApiPreflight {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        otherOrigins = List.copyOf(otherOrigins);
    }

    /** Returns the origins that may call. */
    List<String> origins() {
        List<String> origins = new ArrayList<>(otherOrigins);
        headers.forEach((name, value) -> {
            if (name.equalsIgnoreCase(ALLOW_ORIGIN)) {
                origins.add(value);
            }
        });
        return origins;
    }

    /** Returns which origins the paths of an API allow, for the door in front of it. */
    static ApiCors cors(List<ApiPreflight> preflights) {
        Stream<String> origins = preflights.stream().flatMap(preflight -> preflight.origins().stream());
        return ApiCors.ofOrigins(origins.distinct().toList());
    }
}
