package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.cli.options.PageClient;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code why} asks a running trigger.
 *
 * @param record the key of an item, the sequence number of a change, the id of a message, or {@code last}
 */
record WhyQuestion(String record) {
    private static final Pattern NUMBER_OR_MESSAGE_ID =
            Pattern.compile("[0-9]{21,40}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Returns {@code answer}, {@code lines}, and {@code record} if it was seen. */
    JsonNode ask(PageClient page) {
        if (record.equals("last")) {
            return page.ask("/why", Map.of("last", "true"));
        }
        if (!NUMBER_OR_MESSAGE_ID.matcher(record).matches()) {
            return page.get("/why", Map.of("key", record));
        }
        JsonNode answer = page.get("/why", Map.of("sequenceNumber", record));
        if (isSeen(answer)) {
            return answer;
        }
        // A key can look so, too.
        JsonNode ofKey = page.get("/why", Map.of("key", record));
        return isSeen(ofKey) ? ofKey : answer;
    }

    static boolean isSeen(JsonNode answer) {
        return answer.hasNonNull("record");
    }
}
