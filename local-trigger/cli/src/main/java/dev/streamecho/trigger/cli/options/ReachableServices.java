package dev.streamecho.trigger.cli.options;

import dev.streamecho.trigger.function.EndpointVariables;
import dev.streamecho.trigger.services.AbsentServices;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The services that the functions of a command may call: DynamoDB, and the queues of the trigger that runs in this folder. Calls
 * to others are refused. This class is thread-safe.
 */
public final class ReachableServices implements AutoCloseable {
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final AbsentServices absent;

    /**
     * Begins to refuse calls to services that are not here.
     *
     * @param dynamoDb where DynamoDB is
     * @param running the trigger that has the queues; without one there are none
     * @param notice takes a line for each service that is called and not here, once
     */
    public ReachableServices(URI dynamoDb, Optional<RunningTrigger> running, Consumer<String> notice) {
        Map<String, URI> present = new LinkedHashMap<>();
        present.put("dynamodb", dynamoDb);
        variables.putAll(EndpointVariables.dynamoDb(dynamoDb));
        running.flatMap(RunningTrigger::sqs).ifPresent(sqs -> {
            present.put("sqs", sqs);
            variables.putAll(EndpointVariables.sqs(sqs));
        });
        absent = AbsentServices.start(present, notice);
        variables.putAll(absent.environment());
    }

    /** Returns the variables by which the calls of functions arrive there. */
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    @Override
    public void close() {
        absent.close();
    }
}
