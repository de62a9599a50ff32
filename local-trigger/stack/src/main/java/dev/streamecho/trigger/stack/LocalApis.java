package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.LocalApi;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.api.ApiDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The APIs of a template, each on a port of its own: on AWS each has a host of its own. */
final class LocalApis implements AutoCloseable {
    private static final String OPTION = "--api-port";
    private static final int HIGHEST_PORT = 65_535;

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
     * Takes the ports: the first that the user named, and those after it; tells what is not done here.
     *
     * @throws UserError if one is in use
     */
    void bind(List<ApiDefinition> definitions) {
        int first = settings.ports().api();
        for (ApiDefinition api : definitions) {
            api.notices().forEach(listener::notice);
            int port = first == 0 ? 0 : first + apis.size();
            if (port > HIGHEST_PORT) {
                throw new UserError(
                        "%s %d leaves no port for %s; choose a lower one".formatted(OPTION, first, api.logicalId()));
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
        apis.forEach(api -> api.serve(functions, accountId, limit, listener::answered, listener::notice));
    }

    /** The APIs, in the template's order. */
    List<RunningApi> running() {
        return apis.stream()
                .map(api -> new RunningApi(api.definition(), api.endpoint()))
                .toList();
    }

    @Override
    public void close() {
        apis.forEach(LocalApi::close);
    }
}
