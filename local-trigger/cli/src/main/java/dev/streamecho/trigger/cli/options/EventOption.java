package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.json.JsonErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The event that a function is invoked with. */
public final class EventOption {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Option(
            names = {"-e", "--event"},
            paramLabel = "FILE",
            required = true,
            description = "The event, a JSON file; - reads it from standard input.")
    private String event;

    /** Returns the file as it was given. */
    public String name() {
        return event;
    }

    /**
     * Reads the event.
     *
     * @throws UserError if there is no such file, or it is not JSON
     */
    public byte[] read() {
        byte[] json;
        try {
            json = event.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(event));
        } catch (NoSuchFileException e) {
            throw new UserError("--event: there is no file " + event, e);
        } catch (IOException e) {
            throw new UserError("--event: " + event + " cannot be read: " + e, e);
        }
        try {
            if (JSON.readTree(json).isMissingNode()) {
                throw new UserError("--event: " + event + " is empty; an event is JSON");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new UserError("--event: " + event + " is not JSON: " + JsonErrors.inOneLine(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory failed", e);
        }
    }
}
