package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeArchiveTest {
    @TempDir
    private Path repository;

    @TempDir
    private Path cache;

    @Test
    void theFolderBesideTheTriggerIsTaken() throws IOException {
        Path folder = Files.createDirectory(repository.resolve("runtime"));

        assertThat(RuntimeFiles.folderOf(repository.resolve("trigger.jar"), cache))
                .isEqualTo(folder);
    }

    @Test
    void theArchiveBesideTheTriggersJarIsUnpackedOnce() throws IOException {
        writeArchive("client.jar", "python/start.py");
        Path folder = RuntimeFiles.folderOf(repository.resolve("trigger-1.jar"), cache);

        assertThat(folder.resolve("client.jar")).hasContent("client.jar");
        assertThat(folder.resolve("python/start.py")).hasContent("python/start.py");
        assertThat(RuntimeFiles.folderOf(repository.resolve("trigger-1.jar"), cache))
                .isEqualTo(folder);
        assertThat(foldersInCache()).isEqualTo(1);
    }

    @Test
    void anotherArchiveHasAnotherFolder() throws IOException {
        writeArchive("client.jar");
        Path before = RuntimeFiles.folderOf(repository.resolve("trigger-1.jar"), cache);
        writeArchive("newer-client.jar");
        Path after = RuntimeFiles.folderOf(repository.resolve("trigger-1.jar"), cache);

        assertThat(before).isNotEqualTo(after);
        assertThat(after.resolve("newer-client.jar")).exists();
        assertThat(after.resolve("client.jar")).doesNotExist();
    }

    @Test
    void withoutEitherTheRemedyIsSaid() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RuntimeFiles.folderOf(repository.resolve("classes"), cache))
                .withMessageContaining("is missing: build local-trigger with Maven");
    }

    private void writeArchive(String... names) throws IOException {
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(repository.resolve("trigger-1-runtime.jar")))) {
            for (String name : names) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(name.getBytes(UTF_8));
            }
        }
    }

    private long foldersInCache() throws IOException {
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.count();
        }
    }
}
