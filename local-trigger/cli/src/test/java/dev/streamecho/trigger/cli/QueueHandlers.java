package dev.streamecho.trigger.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The functions of {@link RunQueueMappingsTest}, which need no library. */
final class QueueHandlers {

    private QueueHandlers() {}

    private static List<MatchResult> matches(String regex, InputStream input) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        return Pattern.compile(regex).matcher(event).results().toList();
    }

    /** Sends the id of each change to the queue {@code QUEUE_URL}, as {@code {"id":"..."}}; fails for {@code fails}. */
    public static final class Sender implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            for (MatchResult record : matches("\"Keys\":\\{\"id\":\\{\"S\":\"(\\w+)\"", input)) {
                if (record.group(1).equals("fails")) {
                    throw new IllegalStateException("fails");
                }
                send(record.group(1));
            }
        }

        private static void send(String id) throws IOException {
            String message = "{\"QueueUrl\":\"%s\",\"MessageBody\":\"{\\\"id\\\":\\\"%s\\\"}\"}"
                    .formatted(System.getenv("QUEUE_URL"), id);
            HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("AWS_ENDPOINT_URL_SQS")))
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "AmazonSQS.SendMessage")
                    .POST(HttpRequest.BodyPublishers.ofString(message))
                    .build();
            try {
                HttpResponse<String> answer =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(answer.body());
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /**
     * Writes the id of each message to a file; reports those that begin with {@code bad}; and does not return while there is a
     * file {@code hang}.
     */
    public static final class Worker implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            List<MatchResult> records = matches(
                    "\"messageId\":\"([^\"]+)\",\"receiptHandle\":\"[^\"]+\",\"body\":\"\\{\\\\\"id\\\\\":\\\\\"(\\w+)",
                    input);
            Path folder = AppendingHandler.delivered().getParent();
            while (Files.exists(folder.resolve("hang"))) {
                Files.writeString(folder.resolve("hangs"), "");
            }
            AppendingHandler.append(records.stream()
                    .map(record -> record.group(2))
                    .filter(id -> !id.startsWith("bad"))
                    .toList());
            String failures = records.stream()
                    .filter(record -> record.group(2).startsWith("bad"))
                    .map(record -> "{\"itemIdentifier\":\"" + record.group(1) + "\"}")
                    .collect(Collectors.joining(","));
            output.write(("{\"batchItemFailures\":[" + failures + "]}").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes the body of each message to a file. */
    public static final class Undertaker implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            AppendingHandler.append(matches("\"body\":\"(.*?[^\\\\])\",\"attributes\"", input).stream()
                    .map(record -> record.group(1).replace("\\\"", "\""))
                    .toList());
        }
    }
}
