package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.stack.RunningApi;
import dev.streamecho.trigger.stack.StackMapping;
import dev.streamecho.trigger.stack.StackQueueMapping;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was started, as the definition describes it. */
final class RunEndpoints {
    private final String runId;
    private final Instant startedAt;
    private final StackRun stack;
    private final TableDescriptions tables;

    RunEndpoints(String runId, Instant startedAt, StackRun stack) {
        this.runId = runId;
        this.startedAt = startedAt;
        this.stack = stack;
        this.tables = new TableDescriptions(stack);
    }

    void addTo(Router router) {
        router.add("GET", "/run", this::run);
    }

    private Answer run(Call call) {
        ObjectNode json = Json.object()
                .put("template", stack.template().file().toString())
                .put("startedAt", Json.time(startedAt))
                .put("runId", runId)
                .put("command", Launcher.command());
        ArrayNode tableArray = json.putArray("tables");
        tables.all().forEach(table -> tableArray.add(table.json()));
        ArrayNode functions = json.putArray("functions");
        stack.control().functions().forEach(function -> functions.add(function(function)));
        ArrayNode queues = json.putArray("queues");
        stack.queueUrls()
                .forEach((queue, url) -> queues.addObject().put("queue", queue).put("url", url));
        ArrayNode mappings = json.putArray("mappings");
        stack.control().mappings().forEach(mapping -> mappings.add(mapping(mapping)));
        ArrayNode apis = json.putArray("apis");
        stack.apis().forEach(api -> apis.add(api(api)));
        ObjectNode endpoints = json.putObject("endpoints");
        stack.endpoints().forEach((service, endpoint) -> endpoints.put(service, endpoint.toString()));
        return Answer.json(json);
    }

    private static ObjectNode function(ControlledFunction function) {
        FunctionDefinition definition = function.definition();
        ObjectNode json =
                Json.object().put("function", definition.logicalId()).put("functionName", definition.functionName());
        // Of one that nothing calls, a mistake in it is none.
        Json.put(json, "runtime", Given.value(definition::runtime));
        Json.put(json, "handler", Given.value(definition::handler));
        Given.value(definition::timeout).ifPresent(timeout -> json.put("timeoutSeconds", timeout.toSeconds()));
        Given.value(definition::memoryMegabytes).ifPresent(memory -> json.put("memoryMegabytes", memory));
        return json;
    }

    private ObjectNode mapping(ControlledMapping mapping) {
        ObjectNode json = Json.object().put("mapping", mapping.logicalId());
        ObjectNode source = json.putObject("source").put("arn", mapping.sourceArn());
        json.put("function", mapping.function().logicalId());
        MappingParameters parameters = MappingParameters.of(stack.template(), mapping.logicalId());
        if (mapping instanceof ControlledStreamMapping onStream) {
            definition(mapping).flatMap(StackMapping::table).ifPresent(table -> source.put("table", table.logicalId()));
            Json.put(
                    json,
                    "destination",
                    onStream.configuration().onFailureDestination().map(this::nameOf));
            json.set("filters", Json.strings(onStream.configuration().source().filterPatterns()));
            json.set("properties", MappingPropertiesJson.of(onStream.configuration(), parameters));
        } else if (mapping instanceof ControlledQueueMapping onQueue) {
            stack.queueMappings().stream()
                    .filter(one -> one.mapping().logicalId().equals(mapping.logicalId()))
                    .findFirst()
                    .map(StackQueueMapping::queue)
                    .ifPresent(queue -> source.put("queue", queue.logicalId()));
            onQueue.configuration()
                    .source()
                    .deadLetters()
                    .ifPresent(deadLetters -> json.put("destination", deadLetters.queueName()));
            json.set("filters", Json.strings(onQueue.configuration().source().filterPatterns()));
            json.set("properties", MappingPropertiesJson.of(onQueue.configuration(), parameters));
        }
        return json;
    }

    private Optional<StackMapping> definition(ControlledMapping mapping) {
        return stack.mappings().stream()
                .filter(one -> one.mapping().logicalId().equals(mapping.logicalId()))
                .findFirst();
    }

    /** The logical id of a queue of the template, or what an ARN ends with. */
    private String nameOf(String arn) {
        return stack.template().queues().stream()
                .filter(queue -> queue.arn().equals(arn))
                .map(queue -> queue.logicalId())
                .findFirst()
                .orElse(arn.substring(arn.lastIndexOf(':') + 1));
    }

    private static ObjectNode api(RunningApi api) {
        ObjectNode json = Json.object()
                .put("api", api.definition().logicalId())
                .put("endpoint", api.endpoint().toString());
        List<String> routes = Stream.of(api.definition())
                .flatMap(definition -> definition.routes().stream())
                .map(route -> route.key())
                .toList();
        json.set("routes", Json.strings(routes));
        return json;
    }
}
