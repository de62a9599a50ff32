package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunningTriggerTest {
    private static final long OWN = ProcessHandle.current().pid();

    /** Of a process that runs, so that it can be found. */
    private static final RunningTrigger TRIGGER = new RunningTrigger(
            OWN,
            Path.of("new.yaml"),
            List.of("Orders"),
            Map.of("BatchSize", "10"),
            Map.of("Stage", "dev"),
            Optional.of(Path.of("env.json")),
            "eu-west-1",
            Map.of("dynamodb", "http://localhost:1"),
            Map.of("Letters", "http://localhost:2/0/Letters"));

    @TempDir
    private Path folder;

    @Test
    void itReplacesTheOneBefore() throws IOException {
        Path file = folder.resolve("kept").resolve("run.json");
        trigger(1).write(file);

        TRIGGER.write(file);

        assertThat(file)
                .hasContent(
                        ("{\"pid\":%d,\"template\":\"new.yaml\",\"stacks\":[\"Orders\"],\"parameterOverrides\":{\"BatchSize\":\"10\"},"
                                        + "\"deployedParameters\":{\"Stage\":\"dev\"},\"envVars\":\"env.json\","
                                        + "\"region\":\"eu-west-1\",\"endpoints\":{\"dynamodb\":\"http://localhost:1\"},"
                                        + "\"queues\":{\"Letters\":\"http://localhost:2/0/Letters\"}}")
                                .formatted(OWN));
        assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void whatIsWrittenIsFound() throws IOException {
        Path file = folder.resolve("run.json");
        TRIGGER.write(file);

        assertThat(RunningTrigger.find(file)).contains(TRIGGER);
        assertThat(TRIGGER.dynamoDb()).isEqualTo(URI.create("http://localhost:1"));
        assertThat(TRIGGER.sqs()).isEmpty();
    }

    @Test
    void oneThatHasEndedIsNotFound() throws IOException {
        Path ended = folder.resolve("ended.json");
        trigger(Long.MAX_VALUE).write(ended);
        Path unfinished = Files.writeString(folder.resolve("unfinished.json"), "{\"pid\":");

        assertThat(RunningTrigger.find(ended)).isEmpty();
        assertThat(RunningTrigger.find(unfinished)).isEmpty();
        assertThat(RunningTrigger.find(folder.resolve("none.json"))).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadTheFileOrItsFolder() throws IOException {
        Path file = folder.resolve(".trigger").resolve("run.json");
        Files.createDirectory(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        TRIGGER.write(file);

        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    }

    @Test
    void itIsDeletedOnlyByTheProcessThatWroteIt() throws IOException {
        Path own = folder.resolve("own.json");
        Path other = folder.resolve("other.json");
        trigger(OWN).write(own);
        trigger(OWN + 1).write(other);

        RunningTrigger.deleteOwn(own);
        RunningTrigger.deleteOwn(other);
        RunningTrigger.deleteOwn(folder.resolve("none.json"));

        assertThat(own).doesNotExist();
        assertThat(other).exists();
    }

    private static RunningTrigger trigger(long pid) {
        return new RunningTrigger(
                pid,
                Path.of("old.yaml"),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                "us-east-1",
                Map.of(),
                Map.of());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
