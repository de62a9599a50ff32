package dev.streamecho.trigger.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The function of {@link RedriveTest}: adds the id of each record to the file {@code handled} of a folder. It fails at an
 * item that has a file there; at one whose file is called {@code report-} and its id it answers with that failure; while
 * there is a file {@code hang} it does not return.
 */
public final class FailingHandler implements RequestStreamHandler {
    private static final Pattern RECORD =
            Pattern.compile("\"Keys\":\\{\"id\":\\{\"S\":\"([^\"]*)\".*?\"SequenceNumber\":\"(\\d+)\"");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Path folder = Path.of(System.getenv("FOLDER"));
        StringBuilder handled = new StringBuilder();
        String reported = "";
        Matcher record = RECORD.matcher(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        while (record.find() && reported.isEmpty()) {
            String id = record.group(1);
            if (Files.exists(folder.resolve(id))) {
                throw new IllegalStateException("cannot handle " + id);
            }
            if (Files.exists(folder.resolve("report-" + id))) {
                reported = "{\"itemIdentifier\":\"" + record.group(2) + "\"}";
            } else {
                handled.append(id).append('\n');
            }
        }
        while (Files.exists(folder.resolve("hang"))) {
            Files.writeString(folder.resolve("hangs"), "");
        }
        Files.writeString(folder.resolve("handled"), handled, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        output.write(("{\"batchItemFailures\":[" + reported + "]}").getBytes(StandardCharsets.UTF_8));
    }
}
