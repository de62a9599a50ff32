package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.page.PageServer;
import dev.streamecho.trigger.queue.QueueUrls;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a running {@code ./trigger run} tells the other commands, in its {@link RunFile}. This class is immutable.
 *
 * @param pid its process
 * @param template the template's file, or the folder of another definition, as it was given
 * @param stacks which of its stacks were named, if it has several
 * @param variableFiles the files with values of Terraform's variables that it was given
 * @param parameterOverrides what it was given for the template's parameters, without secrets
 * @param deployedParameters what a deployment would give them, without secrets
 * @param envVars the file with values of environment variables, if it was given one
 * @param region the region that its functions see
 * @param endpoints by service ({@code dynamodb}, {@code sqs}, {@code api}, {@code page}); a service that it does not have is
 *     absent
 * @param queues the URLs of the template's queues, by logical id
 * @param token what the API under the page asks for; empty if an earlier version runs, which has none
 */
public record RunningTrigger(
        long pid,
        Path template,
        List<String> stacks,
        List<Path> variableFiles,
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        Optional<Path> envVars,
        String region,
        Map<String, String> endpoints,
        Map<String, String> queues,
        Optional<String> token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Systems count the start of a process from their own, which moves when the clock is set. */
    private static final Duration CLOCK_ADJUSTMENT = Duration.ofSeconds(10);

    /** Returns what is to be known of a stack that this process runs. */
    public static RunningTrigger of(StackRun stack, Optional<Path> envVars, PageServer page) {
        Template template = stack.template();
        Map<String, String> endpoints = new LinkedHashMap<>();
        stack.endpoints().forEach((service, endpoint) -> endpoints.put(service, endpoint.toString()));
        endpoints.put("page", page.endpoint().toString());
        return new RunningTrigger(
                ProcessHandle.current().pid(),
                template.file(),
                template.inputs().stacks(),
                template.inputs().variableFiles(),
                withoutSecrets(template.inputs().parameterOverrides(), template),
                withoutSecrets(template.inputs().deployedParameters(), template),
                envVars,
                template.region(),
                endpoints,
                stack.queueUrls(),
                Optional.of(page.token()));
    }

    private static Map<String, String> withoutSecrets(Map<String, String> parameters, Template template) {
        Map<String, String> shown = new LinkedHashMap<>(parameters);
        shown.keySet().removeAll(template.secretParameters());
        return shown;
    }

    /** Returns what {@link #json} wrote. */
    static RunningTrigger of(JsonNode json) {
        return new RunningTrigger(
                json.path("pid").asLong(),
                Path.of(json.path("template").asText()),
                json.path("stacks").valueStream().map(JsonNode::asText).toList(),
                json.path("variableFiles")
                        .valueStream()
                        .map(file -> Path.of(file.asText()))
                        .toList(),
                strings(json.path("parameterOverrides")),
                strings(json.path("deployedParameters")),
                Optional.ofNullable(json.path("envVars").textValue()).map(Path::of),
                json.path("region").asText(),
                strings(json.path("endpoints")),
                strings(json.path("queues")),
                Optional.ofNullable(json.path("token").textValue()));
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(
                        member -> strings.put(member.getKey(), member.getValue().asText()));
        return strings;
    }

    /**
     * Returns whether its process still runs.
     *
     * @param written when it wrote that it runs; a process with its number that was started later is another one
     */
    boolean isAlive(Instant written) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> start.isBefore(written.plus(CLOCK_ADJUSTMENT)))
                        .orElse(true))
                .isPresent();
    }

    /** Returns the address of its DynamoDB. */
    public URI dynamoDb() {
        return URI.create(endpoints.get("dynamodb"));
    }

    /** Returns the address of its queues; empty if it has none. */
    public Optional<URI> sqs() {
        return Optional.ofNullable(endpoints.get("sqs")).map(URI::create);
    }

    /** Returns the address of its Lambda API; empty if an earlier version runs, which has none. */
    public Optional<URI> lambda() {
        return Optional.ofNullable(endpoints.get("lambda")).map(URI::create);
    }

    /** Returns the address of the API under its page; empty if an earlier version runs, which has none. */
    public Optional<URI> page() {
        return Optional.ofNullable(endpoints.get("page")).map(URI::create);
    }

    /** Returns the template, whose references to queues give the URLs of this trigger's queues with the same logical id. */
    public Template withQueues(Template template) {
        return QueueUrls.in(template, queues);
    }

    /** Returns it as JSON. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("pid", pid).put("template", template.toString());
        json.set("stacks", JSON.valueToTree(stacks));
        json.set(
                "variableFiles",
                JSON.valueToTree(variableFiles.stream().map(Path::toString).toList()));
        json.set("parameterOverrides", JSON.valueToTree(parameterOverrides));
        json.set("deployedParameters", JSON.valueToTree(deployedParameters));
        json.put("envVars", envVars.map(Path::toString).orElse(null)).put("region", region);
        json.set("endpoints", JSON.valueToTree(endpoints));
        json.set("queues", JSON.valueToTree(queues));
        json.put("token", token.orElse(null));
        return json;
    }
}
