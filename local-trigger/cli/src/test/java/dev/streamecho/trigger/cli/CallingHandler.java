package dev.streamecho.trigger.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The functions of {@link BenchTest}: each call adds a line {@code function process} to a file, and prints. */
public final class CallingHandler implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        System.out.println("a line of the function");
        String line = context.getFunctionName() + " " + ProcessHandle.current().pid() + "\n";
        Files.writeString(Path.of(System.getenv("CALLS")), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (new String(input.readAllBytes()).equals("\"fail\"")) {
            throw new IllegalStateException("no such order");
        }
    }
}
