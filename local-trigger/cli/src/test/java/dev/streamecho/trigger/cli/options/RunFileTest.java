package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final long OWN = ProcessHandle.current().pid();

    /** Of a process that runs, so that it can be found. */
    private static final RunningTrigger TRIGGER = new RunningTrigger(
            OWN,
            Path.of("new.yaml"),
            List.of("Orders"),
            List.of(Path.of("dev.tfvars")),
            Map.of("BatchSize", "10"),
            Map.of("Stage", "dev"),
            Optional.of(Path.of("env.json")),
            "eu-west-1",
            Map.of("dynamodb", "http://localhost:1"),
            Map.of("Letters", "http://localhost:2/0/Letters"),
            Optional.of("secret"));

    /** Another process that runs. */
    private static final long PARENT =
            ProcessHandle.current().parent().orElseThrow().pid();

    @TempDir
    private Path folder;

    @Test
    void itReplacesTheFileOfATriggerThatHasEnded() throws IOException {
        RunFile file = file();
        file.write(trigger(Long.MAX_VALUE));

        assertThat(file.write(TRIGGER)).isEmpty();

        assertThat(folder.resolve(".trigger/run.json"))
                .hasContent(
                        ("{\"pid\":%d,\"template\":\"new.yaml\",\"stacks\":[\"Orders\"],\"variableFiles\":[\"dev.tfvars\"],\"parameterOverrides\":{\"BatchSize\":\"10\"},"
                                        + "\"deployedParameters\":{\"Stage\":\"dev\"},\"envVars\":\"env.json\","
                                        + "\"region\":\"eu-west-1\",\"endpoints\":{\"dynamodb\":\"http://localhost:1\"},"
                                        + "\"queues\":{\"Letters\":\"http://localhost:2/0/Letters\"},\"token\":\"secret\"}")
                                .formatted(OWN));
        assertThat(files()).containsExactly("run.json");
    }

    @Test
    void whatIsWrittenIsFound() throws IOException {
        RunFile file = file();
        file.write(TRIGGER);

        assertThat(file.find()).contains(TRIGGER);
        assertThat(TRIGGER.dynamoDb()).isEqualTo(URI.create("http://localhost:1"));
        assertThat(TRIGGER.sqs()).isEmpty();
    }

    @Test
    void aTriggerThatHasEndedIsNotFound() throws IOException {
        RunFile file = file();
        assertThat(file.find()).isEmpty();

        file.write(trigger(Long.MAX_VALUE));
        assertThat(file.find()).isEmpty();

        Files.writeString(folder.resolve(".trigger/run.json"), "{\"pid\":");
        assertThat(file.find()).isEmpty();
    }

    @Test
    void aLaterProcessWithItsNumberIsNotFound() throws IOException {
        RunFile file = file();
        file.write(TRIGGER);
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();

        Files.setLastModifiedTime(
                folder.resolve(".trigger/run.json"), FileTime.from(start.minus(Duration.ofMinutes(1))));

        assertThat(file.find()).isEmpty();
        assertThat(file.all()).isEmpty();
    }

    @Test
    void allThatRunAreTold() throws IOException {
        RunFile file = file();
        assertThat(file.all()).isEmpty();
        file.write(trigger(PARENT));
        file.write(TRIGGER);

        assertThat(file.all()).containsExactly(TRIGGER, trigger(PARENT));
        assertThat(file.find(PARENT)).contains(trigger(PARENT));
        assertThat(file.find(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void theOneThatStartedLastIsFoundUntilItStops() throws IOException {
        RunFile file = file();
        file.write(trigger(PARENT));

        assertThat(file.write(TRIGGER)).contains(trigger(PARENT));
        assertThat(file.find()).contains(TRIGGER);

        file.deleteOwn();
        assertThat(file.find()).contains(trigger(PARENT));
        assertThat(files()).containsExactly("run.json");
    }

    @Test
    void theOneThatStartedFirstMayStopFirst() throws IOException {
        RunFile file = file();
        file.write(TRIGGER);
        file.write(trigger(PARENT));

        file.deleteOwn();

        assertThat(file.find()).contains(trigger(PARENT));
        assertThat(files()).containsExactly("run.json");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadTheFileOrItsFolder() throws IOException {
        Path trigger = Files.createDirectory(
                folder.resolve(".trigger"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        file().write(TRIGGER);

        assertThat(permissions(trigger.resolve("run.json"))).isEqualTo("rw-------");
        assertThat(permissions(trigger)).isEqualTo("rwx------");
    }

    @Test
    void onlyTheProcessThatWroteTheFileDeletesIt() throws IOException {
        RunFile file = file();
        file.deleteOwn();
        file.write(trigger(PARENT));

        file.deleteOwn();
        assertThat(file.find()).contains(trigger(PARENT));

        Files.delete(folder.resolve(".trigger/run.json"));
        file.write(TRIGGER);
        file.deleteOwn();
        assertThat(files()).isEmpty();
    }

    private RunFile file() {
        return new RunFile(folder.resolve(".trigger").resolve("run.json"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".trigger"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static RunningTrigger trigger(long pid) {
        return new RunningTrigger(
                pid,
                Path.of("old.yaml"),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                "us-east-1",
                Map.of("dynamodb", "http://localhost:3"),
                Map.of(),
                Optional.empty());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
