package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @TempDir
    private Path folder;

    @Test
    void theFunctionArchivesItsClassesAndThreeChangesAreHandled() throws Exception {
        Path archive = folder.resolve("runtime.jsa");
        String output = rehearse("-XX:ArchiveClassesAtExit=" + archive);
        assertThat(output).contains("INSERT", "MODIFY", "REMOVE");
        assertThat(archive).isNotEmptyFile();
    }

    private String rehearse(String functionOption) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rehearsal.class.getName(),
                        functionOption)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
