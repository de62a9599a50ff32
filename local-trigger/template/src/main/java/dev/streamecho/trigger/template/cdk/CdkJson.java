package dev.streamecho.trigger.template.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The JSON files that CDK reads and writes. */
final class CdkJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CdkJson() {}

    /**
     * Reads a file.
     *
     * @param file messages name it as it is given
     * @throws UserError if it is not there, or not JSON
     */
    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new UserError(
                    "%s: line %d: not JSON; run cdk synth again"
                            .formatted(file, e.getLocation().getLineNr()),
                    e);
        } catch (NoSuchFileException e) {
            throw new UserError(file + " is not there; run cdk synth again", e);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Returns the folder for what is synthesized that an app's {@code cdk.json} names; empty if it names none. */
    static Optional<String> output(Path cdkJson) {
        return Optional.ofNullable(read(cdkJson).path("output").textValue());
    }
}
