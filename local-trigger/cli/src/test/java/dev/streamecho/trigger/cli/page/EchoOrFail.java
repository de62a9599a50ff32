package dev.streamecho.trigger.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A function that logs a short event, and fails for one with {@code poison} as long as there is no file {@code cured}. */
public final class EchoOrFail implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), UTF_8);
        if (event.contains("poison") && !Files.exists(Path.of(System.getenv("FOLDER"), "cured"))) {
            throw new IllegalStateException("cannot echo a poisoned record");
        }
        if (event.length() < 4000) {
            context.getLogger().log("echo " + event);
        }
        output.write("{\"batchItemFailures\":[]}".getBytes(UTF_8));
    }
}
