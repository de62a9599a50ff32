package dev.streamecho.trigger.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a running trigger over the JSON API that is under its page. This class is immutable. */
public final class PageClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI page;
    private final String token;

    /** @param page its address, without a path */
    public PageClient(URI page, String token) {
        this.page = page;
        this.token = token;
    }

    /**
     * Returns a client of a trigger.
     *
     * @throws UserError if that has no such API
     */
    public static PageClient of(RunningTrigger running) {
        return new PageClient(
                running.page().orElseThrow(PageClient::tooOld), running.token().orElseThrow(PageClient::tooOld));
    }

    /**
     * Returns the trigger that runs in this folder.
     *
     * @throws UserError if there is none
     */
    public static RunningTrigger requireRunning() {
        return RunFile.HERE
                .find()
                .orElseThrow(() ->
                        new UserError("no trigger runs in this folder: start it with " + Launcher.command("run")));
    }

    private static UserError tooOld() {
        return new UserError("the trigger that runs in this folder is of an earlier version: start it again");
    }

    /**
     * Returns the answer to a GET.
     *
     * @param path within the API, such as {@code /status}
     * @throws UserError if there is none, or it is an error
     */
    public JsonNode get(String path, Map<String, String> query) {
        return checked(call(path, query));
    }

    private JsonNode checked(Response response) {
        if (response.isError()) {
            throw new UserError("the trigger at %s: %s".formatted(page, response.message()));
        }
        return response.json();
    }

    /**
     * Returns the answer to a GET, or the message that what was asked for is not there.
     *
     * @return with {@code answer} in the place of the message
     * @throws UserError as {@link #get}
     */
    public JsonNode ask(String path, Map<String, String> query) {
        Response response = call(path, query);
        return response.status() == HttpURLConnection.HTTP_NOT_FOUND
                ? JSON.createObjectNode().put("answer", response.message())
                : checked(response);
    }

    private record Response(int status, JsonNode json) {

        private boolean isError() {
            return status >= HttpURLConnection.HTTP_BAD_REQUEST;
        }

        private String message() {
            return json.path("message").asText("it answers " + status);
        }
    }

    private Response call(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        URI uri = page.resolve("/api/v1" + path + (parameters.isEmpty() ? "" : "?" + parameters));
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            connection.setRequestProperty("Authorization", "Bearer " + token);
            int status = connection.getResponseCode();
            boolean isError = status >= HttpURLConnection.HTTP_BAD_REQUEST;
            return new Response(status, read(isError ? connection.getErrorStream() : connection.getInputStream()));
        } catch (IOException e) {
            throw new UserError("the trigger at %s does not answer (%s)".formatted(page, e.getMessage()), e);
        }
    }

    private static JsonNode read(InputStream body) throws IOException {
        if (body == null) {
            return JSON.missingNode();
        }
        try (body) {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
