package dev.streamecho.trigger.template.api;

import java.time.Duration;

/**
 * A route of an API, and the function that it leads to.
 *
 * @param method in capitals, or {@link #ANY}
 * @param payload the form of the event and the response
 * @param timeout how long the API waits for the function
 */
public record ApiRoute(String method, ApiPath path, String functionLogicalId, Payload payload, Duration timeout) {
    /** The method of a route that takes every method that has no route of its own. */
    public static final String ANY = "ANY";

    /** The forms that API Gateway gives to an event. */
    public enum Payload {
        /** Of REST APIs, which is format 1.0 without saying so. */
        REST,
        /** {@code PayloadFormatVersion: "1.0"} of HTTP APIs. */
        HTTP_1_0,
        /** {@code PayloadFormatVersion: "2.0"} of HTTP APIs. */
        HTTP_2_0
    }

    /** Method and path in one, as API Gateway writes it: {@code GET /items}, {@code $default}. */
    public String key() {
        return key(method, path);
    }

    static String key(String method, ApiPath path) {
        return path.text().equals(ApiPath.DEFAULT) ? ApiPath.DEFAULT : method + " " + path.text();
    }
}
