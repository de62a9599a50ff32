package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.Patience.LIMIT;
import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A function that writes to the folder of its code, as the superuser can. */
class PrivateCodeTest extends RunsFunctions {
    /** Answers how many runs have left a line; where it may not write, it makes the folder its own first. */
    private static final String WRITE = """
            Path file = Path.of("notes.txt");
            new java.io.File(".").setWritable(true);
            Files.writeString(file, "x", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
            Files.delete(Path.of("example/Other.class"));
            output.write(Files.readString(file).getBytes());
            """;

    @Test
    void writesBesideTheCodeReachNoOtherProcess() throws Exception {
        Path code = functions.handler(WRITE);
        Path other = Files.createFile(code.resolve("example/Other.class"));
        for (int process = 0; process < 2; process++) {
            LocalFunction function = functions.start(functions.configuration(code));
            assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("x");
            function.close();
        }

        assertThat(code.resolve("notes.txt")).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void writesBesideTheCodeAreReportedWhileTheFunctionRuns() throws Exception {
        Path code = functions.handler(WRITE);
        Files.createFile(code.resolve("example/Other.class"));
        LocalFunction function = functions.start(functions.configuration(code));
        function.invoke(new byte[] {'1'});

        await().atMost(LIMIT).until(() -> functions.lines().stream().anyMatch(line -> line.contains("has written")));
        assertThat(functions.lines())
                .contains(
                        "EchoFunction: it has written to the folder of its code (example/Other.class, notes.txt), which is"
                                + " read-only on AWS, and what it wrote is lost with its process: write to /tmp");
    }

    @Test
    void theTemporaryFolderIsWritable() throws Exception {
        LocalFunction function = functions.start("""
                Path file = Files.createTempFile("a", "b");
                Files.delete(file);
                output.write(file.getParent().toString().getBytes());
                """);

        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("/tmp");
    }
}
