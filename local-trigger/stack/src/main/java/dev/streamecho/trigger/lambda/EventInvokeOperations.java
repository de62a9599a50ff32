package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.lambda.FunctionOperations.Found;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.InstantSource;

/** The operations on the configuration of asynchronous invocations. A function has one, whatever its versions and aliases. */
record EventInvokeOperations(FunctionOperations functions, EventInvokeConfigs configs, InstantSource clock) {

    /**
     * Returns it.
     *
     * @throws ServiceException if the function has none
     */
    ObjectNode get(Found found) {
        FunctionDefinition function = found.function().definition();
        return EventInvokeConfigJson.of(function, require(function));
    }

    private EventInvokeConfig require(FunctionDefinition function) {
        return configs.find(function)
                .orElseThrow(() -> ServiceException.notFound(
                        "The function %s doesn't have an EventInvokeConfig".formatted(function.arn() + ":$LATEST")));
    }

    ObjectNode list(Found found) {
        FunctionDefinition function = found.function().definition();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("FunctionEventInvokeConfigs");
        configs.find(function)
                .ifPresent(config ->
                        json.withArray("FunctionEventInvokeConfigs").add(EventInvokeConfigJson.of(function, config)));
        return json;
    }

    /** Sets it anew. */
    ObjectNode put(Found found, JsonNode request) {
        return set(found, request, EventInvokeConfig.defaults());
    }

    /** Changes what the request names. */
    ObjectNode update(Found found, JsonNode request) {
        return set(found, request, require(found.function().definition()));
    }

    private ObjectNode set(Found found, JsonNode request, EventInvokeConfig before) {
        FunctionDefinition function = found.function().definition();
        EventInvokeConfig config = EventInvokeConfigJson.changed(request, before, clock.instant());
        configs.put(function, config);
        return EventInvokeConfigJson.of(function, config);
    }

    void delete(Found found) {
        FunctionDefinition function = found.function().definition();
        require(function);
        configs.delete(function);
    }
}
