package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.language.Unknown;
import dev.streamecho.trigger.template.language.Value;
import java.util.List;
import java.util.Optional;

/**
 * Which requests of other sites browsers may make: {@code Cors} of a REST API, {@code CorsConfiguration} of an HTTP
 * API.
 *
 * @param allowOrigins for a REST API of SAM's always one
 * @param allowMethods empty if the template names none
 * @param maxAge in seconds, as the template has it
 */
public record ApiCors(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        Optional<String> maxAge,
        boolean allowCredentials) {

    public ApiCors {
        allowOrigins = List.copyOf(allowOrigins);
        allowMethods = List.copyOf(allowMethods);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
    }

    static ApiCors ofOrigins(List<String> origins) {
        return new ApiCors(origins, List.of(), List.of(), List.of(), Optional.empty(), false);
    }

    /** Reads a REST API's: strings in their own quotes, {@code "'*'"}, for the origin or in a mapping. */
    static ApiCors ofRest(Value cors) {
        if (!cors.isMapping()) {
            return ofOrigins(List.of(unquoted(cors)));
        }
        return new ApiCors(
                List.of(unquoted(cors.require("AllowOrigin"))),
                cors.get("AllowMethods").map(ApiCors::unquoted).stream().toList(),
                cors.get("AllowHeaders").map(ApiCors::unquoted).stream().toList(),
                List.of(),
                cors.get("MaxAge").map(ApiCors::unquoted),
                allowsCredentials(cors));
    }

    /** Returns a string of API Gateway, without its own quotes. */
    static String unquoted(Value value) {
        String text = value.text();
        if (Unknown.isIn(text) && !text.startsWith("'")) {
            return text;
        }
        if (text.length() < 2 || !text.startsWith("'") || !text.endsWith("'")) {
            throw value.error("%s needs its own quotes: \"'%s'\"".formatted(Value.shown(text), text));
        }
        return text.substring(1, text.length() - 1);
    }

    /** Reads an HTTP API's: a mapping of lists, or {@code true} for all origins. Empty if it is {@code false}. */
    static Optional<ApiCors> ofHttp(Value cors) {
        if (!cors.isMapping()) {
            return cors.bool()
                    ? Optional.of(new ApiCors(List.of("*"), List.of(), List.of(), List.of(), Optional.empty(), false))
                    : Optional.empty();
        }
        return Optional.of(new ApiCors(
                texts(cors, "AllowOrigins"),
                texts(cors, "AllowMethods"),
                texts(cors, "AllowHeaders"),
                texts(cors, "ExposeHeaders"),
                cors.get("MaxAge").map(Value::text),
                allowsCredentials(cors)));
    }

    /** Returns whether it names every origin. */
    public boolean allowsEveryOrigin() {
        return allowOrigins.contains("*");
    }

    /** Returns whether it names an origin: itself, its scheme ({@code https://*}), or every one. */
    public boolean allowsOrigin(String origin) {
        return allowsEveryOrigin() || allowOrigins.stream().anyMatch(allowed -> matches(allowed, origin));
    }

    private static boolean matches(String allowed, String origin) {
        return allowed.equals("http://*") || allowed.equals("https://*")
                ? origin.regionMatches(true, 0, allowed, 0, allowed.length() - 1)
                : allowed.equalsIgnoreCase(origin);
    }

    private static boolean allowsCredentials(Value cors) {
        return cors.known("AllowCredentials").map(Value::bool).orElse(false);
    }

    private static List<String> texts(Value cors, String property) {
        return cors.get(property).map(Value::items).orElse(List.of()).stream()
                .map(Value::text)
                .toList();
    }
}
