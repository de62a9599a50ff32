package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final long OWN = ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    @Test
    void itReplacesTheOneBefore() throws IOException {
        Path file = folder.resolve("kept").resolve("run.json");
        new RunFile(1, "old.yaml", Map.of(), Map.of(), null, "us-east-1", Map.of(), Map.of()).write(file);

        new RunFile(
                        2,
                        "new.yaml",
                        Map.of("BatchSize", "10"),
                        Map.of("Stage", "dev"),
                        "env.json",
                        "eu-west-1",
                        Map.of("sqs", "http://localhost:1"),
                        Map.of("Letters", "http://localhost:1/0/Letters"))
                .write(file);

        assertThat(file)
                .hasContent(
                        "{\"pid\":2,\"template\":\"new.yaml\",\"parameterOverrides\":{\"BatchSize\":\"10\"},\"deployedParameters\":{\"Stage\":\"dev\"},\"envVars\":\"env.json\",\"region\":\"eu-west-1\",\"endpoints\":{\"sqs\":\"http://localhost:1\"},"
                                + "\"queues\":{\"Letters\":\"http://localhost:1/0/Letters\"}}");
        assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void itIsDeletedByTheProcessThatWroteItOnly() throws IOException {
        Path own = folder.resolve("own.json");
        Path other = folder.resolve("other.json");
        new RunFile(OWN, "template.yaml", Map.of(), Map.of(), null, "us-east-1", Map.of(), Map.of()).write(own);
        new RunFile(OWN + 1, "template.yaml", Map.of(), Map.of(), null, "us-east-1", Map.of(), Map.of()).write(other);

        RunFile.deleteOwn(own);
        RunFile.deleteOwn(other);
        RunFile.deleteOwn(folder.resolve("none.json"));

        assertThat(own).doesNotExist();
        assertThat(other).exists();
    }
}
