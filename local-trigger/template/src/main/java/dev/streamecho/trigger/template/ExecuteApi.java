package dev.streamecho.trigger.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leads the address that an API has on AWS to where it is served here, if it is. */
final class ExecuteApi {
    static final String ENDPOINT = "ApiEndpoint";
    static final String STAGE = "Stage of ApiEndpoint";

    private static final Pattern ADDRESS = Pattern.compile(
            "https://([A-Za-z0-9]+)\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?(/[A-Za-z0-9_$-]+)?");

    private ExecuteApi() {}

    /** The text with the addresses of the APIs that the scope knows the endpoint of; there paths begin without the stage. */
    static String here(String text, Scope scope) {
        Map<String, String> attributes = scope.attributes();
        return ADDRESS.matcher(text).replaceAll(match -> {
            String endpoint = attributes.get(match.group(1) + "." + ENDPOINT);
            if (endpoint == null) {
                return Matcher.quoteReplacement(match.group());
            }
            String segment = match.group(2) == null ? "" : match.group(2);
            boolean isStage = segment.equals("/" + attributes.get(match.group(1) + "." + STAGE));
            return Matcher.quoteReplacement(endpoint + (isStage ? "" : segment));
        });
    }
}
