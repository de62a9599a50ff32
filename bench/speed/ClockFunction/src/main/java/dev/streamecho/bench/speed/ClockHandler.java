package dev.streamecho.bench.speed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does next to nothing, so that what is measured is the trigger: prints the time at which it was called and the number of
 * its records. A record with an attribute {@code gate} keeps it until the file of that name is there.
 */
public final class ClockHandler implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        long calledAt = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        int gate = event.indexOf("\"gate\":{\"S\":\"");
        if (gate > 0) {
            int start = gate + "\"gate\":{\"S\":\"".length();
            Path file = Path.of(event.substring(start, event.indexOf('"', start)));
            while (!Files.exists(file)) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        int records = 0;
        for (int at = event.indexOf("\"eventID\""); at >= 0; at = event.indexOf("\"eventID\"", at + 1)) {
            records++;
        }
        System.out.println("clock " + calledAt + " " + records);
        output.write("null".getBytes(StandardCharsets.UTF_8));
    }
}
