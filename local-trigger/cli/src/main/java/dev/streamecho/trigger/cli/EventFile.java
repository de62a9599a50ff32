package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.json.JsonErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files with the event of a DynamoDB stream. */
final class EventFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventFile() {}

    /**
     * Returns the records of the event in a file, each an object.
     *
     * @throws UserError if it cannot be read, or is not an event
     */
    static List<JsonNode> records(Path file) {
        JsonNode list = read(file).path("Records");
        if (!list.isArray()) {
            throw new UserError(file + " is not an event: it has no list of Records");
        }
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode record : list) {
            if (!record.isObject()) {
                throw new UserError("%s is not an event: Records[%d] is not an object".formatted(file, records.size()));
            }
            records.add(record);
        }
        return records;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is not JSON: " + JsonErrors.inOneLine(e), e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read; name an event file, such as events/insert.json", e);
        }
    }
}
