package dev.streamecho.trigger.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Says in one line what is wrong with a string that should be JSON. */
public final class JsonErrors {
    /** Jackson repeats the text before the place of an unexpected end. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?; (?=line: )", Pattern.DOTALL);

    private JsonErrors() {}

    /**
     * Returns the reason with its line and column, if Jackson knows them: past one of its limits (of depth, say) it
     * does not.
     */
    public static String inOneLine(JsonProcessingException e) {
        String reason = SOURCE.matcher(e.getOriginalMessage()).replaceAll("[").replaceAll("\\s*\\R\\s*", " ");
        JsonLocation place = e.getLocation();
        return place == null
                ? reason
                : "%s (line %d, column %d)".formatted(reason, place.getLineNr(), place.getColumnNr());
    }
}
