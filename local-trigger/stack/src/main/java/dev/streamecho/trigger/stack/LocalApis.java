package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.api.LocalApi;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiRoute;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The APIs of a template, each on a port of its own: on AWS each has a host of its own. */
final class LocalApis implements AutoCloseable {
    private static final String OPTION = "--api-port";
    private static final int HIGHEST_PORT = 65_535;

    /** More are too many lines for a screen. */
    private static final int MOST_SHOWN_ROUTES = 20;

    /** While a debugger may have stopped a function. */
    private static final Duration DEBUG_LIMIT = Duration.ofDays(1);

    private final StackSettings settings;
    private final StackListener listener;
    private final List<LocalApi> apis = new ArrayList<>();

    LocalApis(StackSettings settings, StackListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Takes the ports: the first that the user named, and those after it; says what is not done here.
     *
     * @throws UserError if one is in use
     */
    void bind(List<ApiDefinition> definitions) {
        for (ApiDefinition api : definitions) {
            api.notices().forEach(listener::line);
            int port = settings.apiPort() == 0 ? 0 : settings.apiPort() + apis.size();
            if (port > HIGHEST_PORT) {
                throw new UserError("%s %d leaves no port for %s; choose a lower one"
                        .formatted(OPTION, settings.apiPort(), api.logicalId()));
            }
            apis.add(LocalApi.bind(api, port, OPTION, settings.access()));
        }
    }

    /** The template, in which the addresses of the APIs now lead here. */
    Template withEndpoints(Template template) {
        Template here = template;
        for (LocalApi api : apis) {
            here = here.withEndpoint(api.definition(), api.endpoint());
        }
        return here;
    }

    /** Answers requests from now on. */
    void serve(String accountId, Map<String, ? extends LambdaFunction> functions) {
        UnaryOperator<Duration> limit = timeout -> settings.debugging().isPresent() ? DEBUG_LIMIT : timeout;
        apis.forEach(api -> api.serve(functions, accountId, limit, call -> listener.line(line(call)), listener::line));
    }

    private static String line(ApiCall call) {
        return "%s %s %d %s%s"
                .formatted(
                        call.method(),
                        call.target(),
                        call.status(),
                        Shown.of(call.duration()),
                        call.problem().map(problem -> ", " + problem).orElse(""));
    }

    /** Where the first of them is; empty if there is none. */
    Optional<URI> endpoint() {
        return apis.stream().map(LocalApi::endpoint).findFirst();
    }

    /** Where they are, and their routes. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (LocalApi api : apis) {
            List<ApiRoute> routes = api.definition().routes();
            lines.add(
                    "API at %s (%s)".formatted(api.endpoint(), api.definition().logicalId()));
            routes.stream()
                    .limit(MOST_SHOWN_ROUTES)
                    .map(route -> "  %s > %s".formatted(route.key(), route.functionLogicalId()))
                    .forEach(lines::add);
            if (routes.size() > MOST_SHOWN_ROUTES) {
                lines.add("  and %d more routes".formatted(routes.size() - MOST_SHOWN_ROUTES));
            }
        }
        return lines;
    }

    @Override
    public void close() {
        apis.forEach(LocalApi::close);
    }
}
