package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A function as the service describes it.
 *
 * @param startedAt when the stack was started, which is when its functions were last modified
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>
 */
record FunctionJson(Instant startedAt) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    /** Returns the configuration; what cannot be known here is left out. */
    ObjectNode configuration(ControlledFunction controlled, Optional<String> qualifier) {
        FunctionDefinition function = controlled.definition();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("FunctionName", function.functionName());
        json.put(
                "FunctionArn",
                function.arn() + qualifier.map(name -> ":" + name).orElse(""));
        json.put("PackageType", "Zip");
        put(json, "Runtime", function);
        put(json, "Handler", function);
        put(json, "Role", function);
        put(json, "Description", function);
        json.put("LastModified", TIME.format(startedAt));
        json.put("Version", function.versionOf(qualifier));
        Optional<String> obstacle = controlled.obstacle();
        json.put("State", obstacle.isPresent() ? "Failed" : "Active");
        obstacle.ifPresent(reason -> json.put("StateReason", reason).put("StateReasonCode", "FunctionError"));
        json.put("LastUpdateStatus", "Successful");
        try {
            json.put("Timeout", function.timeout().toSeconds());
            json.put("MemorySize", function.memoryMegabytes());
            ObjectNode variables = json.putObject("Environment").putObject("Variables");
            function.environment().forEach(variables::put);
        } catch (UserError wrongInTheTemplate) {
            // It is one of the functions that are left out, and its state says so.
            json.remove("Environment");
        }
        return json;
    }

    /** Returns where the code is: on this machine, rather than where the service keeps it; empty if it is nowhere here. */
    static Optional<ObjectNode> code(ControlledFunction function) {
        return Given.value(() -> function.definition().codePath())
                .map(path -> JsonNodeFactory.instance
                        .objectNode()
                        .put("RepositoryType", "Local")
                        .put("Location", path.toUri().toString()));
    }

    /** Returns the tags that the template gives it: SAM's are a mapping, CloudFormation's a list. */
    static ObjectNode tags(ControlledFunction function) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Given.value(() -> function.definition().properties().known("Tags"))
                .flatMap(found -> found)
                .ifPresent(tags -> {
                    if (tags.isMapping()) {
                        tags.entries().forEach((name, value) -> put(json, name, value));
                    } else {
                        Given.value(tags::items)
                                .ifPresent(items -> items.forEach(item -> Given.value(
                                                () -> item.require("Key").text())
                                        .ifPresent(
                                                name -> item.get("Value").ifPresent(value -> put(json, name, value)))));
                    }
                });
        return json;
    }

    private static void put(ObjectNode json, String name, Value value) {
        Given.value(value::text).ifPresent(text -> json.put(name, text));
    }

    private static void put(ObjectNode json, String property, FunctionDefinition function) {
        try {
            function.properties()
                    .get(property)
                    .filter(value -> !value.isUnknown())
                    .map(Value::text)
                    .ifPresent(text -> json.put(property, text));
        } catch (UserError wrongInTheTemplate) {
            json.remove(property);
        }
    }
}
