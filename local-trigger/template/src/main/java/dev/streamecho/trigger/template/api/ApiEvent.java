package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.api.ApiRoute.Payload;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.SamEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event of type {@code Api} or {@code HttpApi} of a SAM function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html">Api</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html">HttpApi</a>
 */
record ApiEvent(FunctionDefinition function, String name, Kind kind, Value event, Optional<Value> properties) {
    private static final String ANY_IN_OPENAPI = "X-AMAZON-APIGATEWAY-ANY-METHOD";
    static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", ApiRoute.ANY, ANY_IN_OPENAPI);

    private static final List<String> OF_BOTH = List.of("Auth", "Method", "Path", "TimeoutInMillis");
    private static final List<String> OF_REST =
            List.of("RequestModel", "RequestParameters", "ResponseTransferMode", "RestApiId");
    private static final List<String> OF_HTTP = List.of("ApiId", "PayloadFormatVersion", "RouteSettings");

    private static final int SHORTEST_TIMEOUT = 50;
    private static final Duration REST_TIMEOUT = Duration.ofSeconds(29);
    /** An account may ask for more than 29 seconds. */
    private static final int LONGEST_REST_TIMEOUT = 300_000;

    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(30);

    static String type(Kind kind) {
        return kind == Kind.REST ? "Api" : "HttpApi";
    }

    /** Returns the events of a function that make routes. */
    static List<ApiEvent> of(FunctionDefinition function) {
        List<ApiEvent> events = new ArrayList<>();
        for (Map.Entry<String, Value> named : SamEvents.of(function).entrySet()) {
            Value event = named.getValue();
            String type = event.require("Type").text();
            for (Kind kind : Kind.values()) {
                if (type.equals(type(kind))) {
                    ApiEvent route = new ApiEvent(function, named.getKey(), kind, event, event.get("Properties"));
                    route.refuseUnknownProperties();
                    events.add(route);
                }
            }
        }
        return events;
    }

    private void refuseUnknownProperties() {
        List<String> own = kind == Kind.REST ? OF_REST : OF_HTTP;
        properties.ifPresent(given -> given.written().forEach((name, value) -> {
            if (!OF_BOTH.contains(name) && !own.contains(name)) {
                throw value.error("%s is not a property of an event of type %s, which has %s, %s"
                        .formatted(name, type(kind), String.join(", ", OF_BOTH), String.join(", ", own)));
            }
        }));
    }

    /** Returns the value that names its API; empty if it is the one that SAM makes. */
    Optional<Value> api() {
        return property(kind == Kind.REST ? "RestApiId" : "ApiId");
    }

    /** Returns the logical id of its API. */
    String apiLogicalId() {
        return api().map(Value::text).orElseGet(() -> ImplicitApis.logicalId(kind));
    }

    /** Returns the name of a property of which only AWS knows where it leads; empty if the route is known. */
    Optional<String> unknownProperty() {
        return Stream.of(kind == Kind.REST ? "RestApiId" : "ApiId", "Path", "Method")
                .filter(name -> property(name).map(Value::isUnknown).orElse(false))
                .findFirst();
    }

    ApiRoute route() {
        boolean isDefault = kind == Kind.HTTP
                && property("Path").isEmpty()
                && property("Method").isEmpty();
        return new ApiRoute(
                isDefault ? ApiRoute.ANY : method(required("Method")),
                isDefault ? new ApiPath(ApiPath.DEFAULT, List.of()) : ApiPath.of(required("Path"), kind),
                function.logicalId(),
                payload(kind, property("PayloadFormatVersion"), Payload.HTTP_2_0),
                timeout(kind, property("TimeoutInMillis")));
    }

    /** In capitals, with one name for any. */
    static String method(Value method) {
        String name = method.text().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(name)) {
            throw method.error("%s is not a method; choose one of %s"
                    .formatted(
                            Value.shown(method.text()),
                            String.join(", ", METHODS.subList(0, METHODS.indexOf(ANY_IN_OPENAPI)))));
        }
        return name.equals(ANY_IN_OPENAPI) ? ApiRoute.ANY : name;
    }

    /** Returns the one form of a REST API, or for an HTTP API that of its version or the default one. */
    static Payload payload(Kind kind, Optional<Value> version, Payload byDefault) {
        if (kind == Kind.REST) {
            return Payload.REST;
        }
        return version.map(value -> value.oneOf("1.0", "2.0").equals("1.0") ? Payload.HTTP_1_0 : Payload.HTTP_2_0)
                .orElse(byDefault);
    }

    /** Returns how long an API waits for a function. */
    static Duration timeout(Kind kind, Optional<Value> milliseconds) {
        int longest = kind == Kind.REST ? LONGEST_REST_TIMEOUT : (int) HTTP_TIMEOUT.toMillis();
        return milliseconds
                .filter(value -> !value.isUnknown())
                .map(value -> Duration.ofMillis(value.integer(SHORTEST_TIMEOUT, longest)))
                .orElse(kind == Kind.REST ? REST_TIMEOUT : HTTP_TIMEOUT);
    }

    /** Returns the place of its path, to say an error there. */
    Value place() {
        return property("Path").orElse(event);
    }

    Optional<Value> property(String name) {
        return properties.flatMap(given -> given.get(name));
    }

    private Value required(String name) {
        return property(name).orElseThrow(() -> properties.orElse(event).error(name + " is missing"));
    }
}
