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

/** The function of {@link KilledTriggerTest}: adds a line {@code item number} to a file for each record, in one write. */
public final class AppendingHandler implements RequestStreamHandler {
    private static final Pattern IMAGE =
            Pattern.compile("\"NewImage\":\\{(?:\"id\":\\{\"S\":\"(\\w+)\"}|\"n\":\\{\"N\":\"(\\d+)\"}|,){3}}");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Matcher image = IMAGE.matcher(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        StringBuilder lines = new StringBuilder();
        while (image.find()) {
            lines.append(image.group(1)).append(' ').append(image.group(2)).append('\n');
        }
        Files.writeString(
                Path.of(System.getenv("DELIVERED")), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
