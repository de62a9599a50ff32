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
import java.util.List;
import java.util.regex.Pattern;

/** A function that adds a line {@code item number} for each record of {@link NumberedWrites} to a
 * file of its own name in the folder {@code DELIVERED}. */
public final class AppendingHandler implements RequestStreamHandler {
    private static final Pattern IMAGE =
            Pattern.compile("\"NewImage\":\\{(?:\"id\":\\{\"S\":\"(\\w+)\"}|\"n\":\\{\"N\":\"(\\d+)\"}|,){3}}");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        append(lines(text(input)));
    }

    static String text(InputStream input) throws IOException {
        return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A line for each record of an event. */
    static List<String> lines(String event) {
        return IMAGE.matcher(event)
                .results()
                .map(image -> image.group(1) + " " + image.group(2))
                .toList();
    }

    /** Adds the lines of an event, and fails if this one is among them. */
    static void appendUnless(String bad, InputStream event) throws IOException {
        List<String> lines = lines(text(event));
        if (lines.contains(bad)) {
            throw new IllegalStateException("not this one");
        }
        append(lines);
    }

    /** Adds the lines in one write. */
    static void append(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        Files.writeString(delivered(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static Path delivered() {
        return Path.of(System.getenv("DELIVERED"), System.getenv("AWS_LAMBDA_FUNCTION_NAME"));
    }
}
