package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that calls a service which is not here, and writes beside its code. */
class RunServicesTest {
    @TempDir
    private Path folder;

    @Test
    void bothAreReportedOnceAndTheRunContinues() throws Exception {
        CountersTemplate.write(
                folder,
                ModuleFolder.testClasses(),
                table("Counters"),
                function("Publisher", Publisher.class, "Counters", "BatchSize: 1"));
        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0");
                NumberedWrites writes = new NumberedWrites(trigger.endpoint(), "Counters")) {
            writes.start();
            trigger.awaitLine("Publisher | second call answered with 400");
            trigger.awaitLine("Publisher: it has written to the folder of its code (notes.txt)");
            trigger.awaitLine("SNS is not here, ");
            writes.stop();

            assertThat(trigger.lines("SNS is not here, "))
                    .singleElement()
                    .asString()
                    .contains("set AWS_ENDPOINT_URL_SNS of the function");
            assertThat(trigger.lines("it has written to ")).hasSize(1);
        }
        assertThat(ModuleFolder.testClasses().resolve("notes.txt")).doesNotExist();
    }

    /** Publishes as an SDK would, and says what came back. */
    public static final class Publisher implements RequestStreamHandler {
        private int calls;

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            Path.of(".").toFile().setWritable(true);
            Files.writeString(Path.of("notes.txt"), "x");
            HttpURLConnection sns = (HttpURLConnection)
                    URI.create(System.getenv("AWS_ENDPOINT_URL")).toURL().openConnection();
            sns.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=local/20261126/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0");
            sns.setDoOutput(true);
            sns.getOutputStream().write("Action=Publish".getBytes(StandardCharsets.UTF_8));
            calls++;
            System.out.println((calls == 2 ? "second" : "a") + " call answered with " + sns.getResponseCode());
        }
    }
}
