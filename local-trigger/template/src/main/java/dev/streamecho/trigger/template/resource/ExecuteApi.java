package dev.streamecho.trigger.template.resource;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leads the address that an API has on AWS to where it is served here, if it is. */
final class ExecuteApi {
    static final String ENDPOINT = "ApiEndpoint";
    static final String STAGE = "Stage of ApiEndpoint";

    private static final Pattern ADDRESS = Pattern.compile(
            "https://([^/\\s]+?)\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?(/[A-Za-z0-9_$-]+)?");

    private ExecuteApi() {}

    /** Returns the text with the addresses of the APIs whose endpoints are known; there paths begin without the stage. */
    static String here(String text, Declarations apis) {
        return ADDRESS.matcher(text).replaceAll(match -> {
            Optional<String> endpoint = apis.known(match.group(1), ENDPOINT);
            if (endpoint.isEmpty()) {
                return Matcher.quoteReplacement(match.group());
            }
            String segment = match.group(2) == null ? "" : match.group(2);
            boolean isStage = apis.known(match.group(1), STAGE)
                    .filter(stage -> segment.equals("/" + stage))
                    .isPresent();
            return Matcher.quoteReplacement(endpoint.get() + (isStage ? "" : segment));
        });
    }
}
