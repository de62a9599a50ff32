package dev.streamecho.trigger.api;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.Door;
import dev.streamecho.trigger.http.LocalServer;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An API of a template on a port of this machine, which no other machine reaches unless the user opens it. Up to as many
 * requests are answered at a time as the functions have execution environments. No authorizer is asked.
 */
public final class LocalApi implements AutoCloseable {
    private final ApiDefinition api;
    private final Access access;
    private final LocalServer server;
    private final Integration integration = new Integration();

    private LocalApi(ApiDefinition api, Access access, LocalServer server) {
        this.api = api;
        this.access = access;
        this.server = server;
    }

    /**
     * Takes the port; requests wait until {@link #serve}.
     *
     * @param port 0 takes any free one
     * @param option by which the user chooses the port
     * @param access who may send requests besides this machine
     * @throws dev.streamecho.trigger.UserError if the port is taken
     */
    public static LocalApi bind(ApiDefinition api, int port, String option, Access access) {
        return new LocalApi(api, access, LocalServer.bind(port, option, access));
    }

    /**
     * Answers requests from now on.
     *
     * @param functions by logical id, those of all routes of the API
     * @param accountId of the owner, for the events
     * @param limit how long to wait, given the timeout of a route
     * @param listener hears of every answer, by several threads
     * @param notice takes, in one line, which requests are refused
     */
    public void serve(
            Map<String, ? extends LambdaFunction> functions,
            String accountId,
            UnaryOperator<Duration> limit,
            Consumer<ApiCall> listener,
            Consumer<String> notice) {
        Routes routes = new Routes(api);
        boolean isRest = api.kind() == Kind.REST;
        ApiHandler handler = new ApiHandler(
                routes,
                isRest ? new RestGateway(api, accountId, routes) : new HttpGateway(api, accountId),
                isRest ? RequestIds::rest : RequestIds::http,
                functions,
                integration,
                limit,
                listener);
        Door door = Door.of("The API " + api.logicalId(), access, new ApiPages(access, api.cors(), routes));
        server.serve(handler, door, notice);
    }

    /** Returns what the template has of it. */
    public ApiDefinition definition() {
        return api;
    }

    /** Returns where clients reach it. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Stops listening; who waits for an answer gets none. */
    @Override
    public void close() {
        server.close();
        integration.close();
    }
}
