package dev.streamecho.trigger.services;

import dev.streamecho.trigger.function.EndpointVariables;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.Door;
import dev.streamecho.trigger.http.LocalServer;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Where functions' calls to AWS arrive that are led nowhere else: those of the services that are here are passed on, as
 * code may take this one address for all; the others are refused at once, and none leaves this machine. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific endpoints</a>
 */
public final class AbsentServices implements AutoCloseable {
    private final LocalServer server;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Consumer<String> notice;

    private AbsentServices(LocalServer server, Consumer<String> notice) {
        this.server = server;
        this.notice = notice;
    }

    /**
     * Begins to answer.
     *
     * @param present where the services are that are here, by their names in signatures
     * @param notice takes a line for each service that is called and not here, once
     */
    public static AbsentServices start(Map<String, URI> present, Consumer<String> notice) {
        LocalServer server = LocalServer.bind(0, "", Access.LOOPBACK);
        AbsentServices services = new AbsentServices(server, notice);
        server.serve(
                new ServicesHandler(Map.copyOf(present), services::refused),
                Door.withoutBrowsers("the endpoint of AWS services"),
                notice);
        return services;
    }

    /** Returns where it listens. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Returns the variables of functions whose calls shall arrive here. */
    public Map<String, String> environment() {
        return EndpointVariables.anyService(endpoint());
    }

    private void refused(AwsService service) {
        if (said.add(service.signingName())) {
            notice.accept(
                    "%s is not here, and calls to it are refused: the first has come; to have it, set %s of the function to where it is, with --env-vars or in the template"
                            .formatted(service.name(), service.variable()));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
