package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The local trigger that runs in the current folder, as its {@code .trigger/run.json} tells.
 *
 * @param template the template that it runs
 * @param parameterOverrides what it was given for the template's parameters
 * @param deployedParameters what a deployment would give them
 * @param envVars the file with values of environment variables that it was given
 * @param region the region that its functions see
 * @param dynamoDb where its DynamoDB is
 * @param sqs where its queues are, if it has some
 * @param queues the addresses of its queues, by logical id
 */
public record LocalTrigger(
        Path template,
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        Optional<Path> envVars,
        Optional<String> region,
        URI dynamoDb,
        Optional<URI> sqs,
        Map<String, String> queues) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI DEFAULT_DYNAMODB = URI.create("http://localhost:8000");

    /** The one that runs in this folder; empty if there is none, or it has ended. */
    public static Optional<LocalTrigger> find() {
        try {
            JsonNode run = JSON.readTree(Files.readAllBytes(RunFile.PATH));
            boolean isAlive = ProcessHandle.of(run.path("pid").asLong())
                    .filter(ProcessHandle::isAlive)
                    .isPresent();
            return isAlive ? Optional.of(read(run)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // Not there, or not whole: then none is ready.
            return Optional.empty();
        }
    }

    /** Where its DynamoDB is; without one, where that of a trigger is that was given no port. */
    public static URI dynamoDbOf(Optional<LocalTrigger> running) {
        return running.map(LocalTrigger::dynamoDb).orElse(DEFAULT_DYNAMODB);
    }

    private static LocalTrigger read(JsonNode run) {
        JsonNode endpoints = run.path("endpoints");
        return new LocalTrigger(
                Path.of(run.path("template").asText()),
                texts(run.path("parameterOverrides")),
                texts(run.path("deployedParameters")),
                Optional.ofNullable(run.path("envVars").textValue()).map(Path::of),
                Optional.ofNullable(run.path("region").textValue()),
                URI.create(endpoints.path("dynamodb").asText()),
                Optional.ofNullable(endpoints.path("sqs").textValue()).map(URI::create),
                texts(run.path("queues")));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }
}
