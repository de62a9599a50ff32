package dev.streamecho.trigger.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.lambda.InvocationDescription;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The functions of a running trigger, over its Lambda API. This class is immutable. */
public final class RunningLambda {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final String FUNCTIONS = "/2015-03-31/functions/";

    private final URI endpoint;

    private RunningLambda(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Returns those of a trigger; empty if it is of an earlier version, which does not tell enough. */
    public static Optional<RunningLambda> of(RunningTrigger running) {
        return running.token().flatMap(token -> running.lambda()).map(RunningLambda::new);
    }

    /** What was answered. */
    private record Answer(int status, byte[] body) {

        String message() throws IOException {
            return JSON.readTree(body).path("Message").asText("it answers " + status);
        }
    }

    /**
     * Returns the names of all functions.
     *
     * @throws UserError if it does not answer
     */
    public List<String> names() {
        try {
            JsonNode json =
                    JSON.readTree(send("GET", FUNCTIONS, Optional.empty()).body());
            return json.path("Functions").findValuesAsText("FunctionName");
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    /**
     * Invokes a function, with the code that its source has now, and waits for its end.
     *
     * @param name its name, logical id or ARN
     * @return empty if it has no such function
     * @throws UserError if the function cannot run
     */
    public Optional<InvocationDescription> invoke(String name, byte[] event) {
        try {
            Answer answer =
                    send("POST", FUNCTIONS + URLEncoder.encode(name, UTF_8) + "/invocations", Optional.of(event));
            if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            if (answer.status() != HttpURLConnection.HTTP_OK) {
                throw new UserError(answer.message());
            }
            return Optional.of(InvocationDescription.read(answer.body()));
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    private UserError noAnswer(IOException e) {
        return new UserError("the trigger at %s does not answer (%s)".formatted(endpoint, e.getMessage()), e);
    }

    /** A function may take as long as it likes: its own timeout ends it. */
    private Answer send(String method, String path, Optional<byte[]> body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) endpoint.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        connection.setRequestProperty("Accept", InvocationDescription.MEDIA_TYPE);
        if (body.isPresent()) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.get());
        }
        int status = connection.getResponseCode();
        InputStream content = status >= HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getErrorStream()
                : connection.getInputStream();
        if (content == null) {
            return new Answer(status, new byte[0]);
        }
        try (content) {
            return new Answer(status, content.readAllBytes());
        }
    }
}
