package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what {@code --env-vars} names, as {@code sam local} does: {@code {"EchoFunction": {"NAME": "value"}}}, and
 * {@code Parameters} for every function. Its messages show none of its values, which may be secrets.
 */
final class EnvVarsFile {
    private static final String ALL = "Parameters";
    private static final String FORM = "{\"FunctionName\": {\"NAME\": \"value\"}}";

    private EnvVarsFile() {}

    /**
     * Reads the file.
     *
     * @throws UserError if it is not there, or not of that form
     */
    static EnvironmentOverrides read(Path file) {
        JsonNode root = parse(file);
        if (!root.isObject()) {
            throw new UserError("--env-vars: %s is not of the form %s".formatted(file, FORM));
        }
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        root.properties().forEach(entry -> values.put(entry.getKey(), values(file, entry.getKey(), entry.getValue())));
        Map<String, String> ofAll = values.getOrDefault(ALL, Map.of());
        values.remove(ALL);
        return new EnvironmentOverrides(ofAll, values);
    }

    private static JsonNode parse(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new UserError(
                    "--env-vars: %s is not JSON (line %d, column %d)"
                            .formatted(
                                    file,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()),
                    e);
        } catch (IOException e) {
            throw new UserError("--env-vars: there is no file " + file, e);
        }
    }

    private static Map<String, String> values(Path file, String function, JsonNode variables) {
        if (!variables.isObject()) {
            throw new UserError("--env-vars: %s: %s is not of the form %s".formatted(file, function, FORM));
        }
        Map<String, String> values = new LinkedHashMap<>();
        variables.properties().forEach(variable -> {
            JsonNode value = variable.getValue();
            values.put(
                    variable.getKey(), value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString());
        });
        return values;
    }
}
