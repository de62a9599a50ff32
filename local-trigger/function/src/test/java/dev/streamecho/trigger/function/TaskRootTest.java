package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootTest {
    @TempDir
    private Path folder;

    private Path code;

    @BeforeEach
    void setUp() throws IOException {
        code = Files.createDirectories(folder.resolve("code"));
        Files.writeString(code.resolve("settings.properties"), "a=b");
        Files.writeString(Files.createDirectory(code.resolve("lib")).resolve("a.jar"), "jar");
    }

    @Test
    void theCopyIsReadOnlyAndTheCodeIsAsItWas() throws IOException {
        String before = permissions(code);

        TaskRoot taskRoot = copy(Map.of());

        Path copy = taskRoot.path();
        assertThat(copy.resolve("lib/a.jar")).hasContent("jar");
        for (Path sealed : new Path[] {copy, copy.resolve("lib"), copy.resolve("lib/a.jar")}) {
            assertThat(permissions(sealed)).doesNotContain("w");
        }
        assertThat(permissions(code)).isEqualTo(before).contains("w");
        assertThat(taskRoot.changes()).isEmpty();
        taskRoot.close();
        assertThat(copy).doesNotExist();
    }

    @Test
    void foldersThatBuildsShareAreNotCopied() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared/node_modules"));
        Files.writeString(shared.resolve("package.js"), "shared");
        Files.createSymbolicLink(code.resolve("node_modules"), shared);
        Files.createSymbolicLink(code.resolve("relative"), Path.of("lib"));
        String before = permissions(shared);

        TaskRoot taskRoot = copy(Map.of());

        Path copy = taskRoot.path();
        assertThat(copy.resolve("node_modules")).isSymbolicLink();
        assertThat(copy.resolve("node_modules/package.js")).hasContent("shared");
        assertThat(copy.resolve("relative/a.jar").toRealPath()).startsWith(copy.toRealPath());
        assertThat(permissions(shared)).isEqualTo(before);
        assertThat(taskRoot.changes()).isEmpty();
        taskRoot.close();
        assertThat(copy).doesNotExist();
        assertThat(shared.resolve("package.js")).exists();
    }

    @Test
    void whatIsWrittenAndDeletedThereIsNamedAndReachesNoCode() throws IOException {
        TaskRoot taskRoot = copy(Map.of());
        Path copy = taskRoot.path();
        for (Path sealed : new Path[] {copy, copy.resolve("lib"), copy.resolve("settings.properties")}) {
            Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("rwx------"));
        }

        Files.writeString(copy.resolve("settings.properties"), "changed");
        Files.writeString(copy.resolve("notes.txt"), "new");
        Files.delete(copy.resolve("lib/a.jar"));

        assertThat(taskRoot.changes())
                .containsExactly(Path.of("lib/a.jar"), Path.of("notes.txt"), Path.of("settings.properties"));
        taskRoot.close();
        assertThat(copy).doesNotExist();
        assertThat(code.resolve("settings.properties")).hasContent("a=b");
        assertThat(code.resolve("lib/a.jar")).hasContent("jar");
        assertThat(code.resolve("notes.txt")).doesNotExist();
    }

    @Test
    void additionsAreThereAndAreNoChanges() throws IOException {
        try (TaskRoot taskRoot = copy(Map.of("a/b/added", "x".getBytes(UTF_8), "settings.properties", new byte[0]))) {
            assertThat(taskRoot.path().resolve("a/b/added")).hasContent("x");
            assertThat(taskRoot.path().resolve("settings.properties")).isEmptyFile();
            assertThat(taskRoot.changes()).isEmpty();
        }
    }

    @Test
    void aLinkThatTheFunctionMadeIsDeletedAndNotWhereItLeads() throws IOException {
        TaskRoot taskRoot = copy(Map.of());
        Files.setPosixFilePermissions(taskRoot.path(), PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(taskRoot.path().resolve("link"), code);

        taskRoot.close();

        assertThat(code.resolve("lib/a.jar")).exists();
    }

    private TaskRoot copy(Map<String, byte[]> additions) throws IOException {
        return TaskRoot.copy(code, folder.resolve("copy"), additions);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
