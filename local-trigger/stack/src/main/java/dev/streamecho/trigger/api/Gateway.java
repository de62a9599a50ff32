package dev.streamecho.trigger.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the two kinds of API do each in its own way. Implementations are thread-safe. */
interface Gateway {

    /** Returns the event for the function of a route. */
    ObjectNode event(ApiRequest request, RouteMatch match);

    /**
     * Returns the answer that a function's response stands for.
     *
     * @throws MalformedResponseException if it is none
     */
    GatewayResponse answer(byte[] response, ApiRequest request, RouteMatch match) throws MalformedResponseException;

    /** Returns the answer to a request of a browser that asks before it sends another; empty if the API gives none. */
    Optional<GatewayResponse> preflight(ApiRequest request);

    /** No route matches. */
    GatewayResponse noRoute();

    /** Returns the answer if the function failed, or its response is malformed. */
    GatewayResponse failed();

    /** Returns the answer if the function does not run on this machine: as if it failed, with the reason as the message. */
    GatewayResponse notRunning(String reason);

    /** Returns the answer if the function took longer than the route waits. */
    GatewayResponse timedOut();

    /** Returns the answer if the request is larger than API Gateway or Lambda takes. */
    GatewayResponse tooLarge();

    /** Returns what every answer has: the ids of the request, and for browsers whom it is for. */
    GatewayResponse finished(GatewayResponse response, ApiRequest request);
}
