package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {
    @TempDir
    private Path project;

    @BeforeEach
    void setUp() throws IOException {
        write("pom.xml", "<project/>");
        write("src/main/java/example/build/target/Handler.java", "class Handler {}");
    }

    @Test
    void theVersionStaysWhileNothingChanges() throws IOException {
        assertThat(version()).isEqualTo(version()).hasSize(16);
    }

    @Test
    void aChangeOfAFileChangesTheVersion() throws IOException {
        String before = version();
        write("src/main/java/example/build/target/Handler.java", "class Handler { }");
        assertThat(version()).isNotEqualTo(before);
    }

    @Test
    void aNewFileAndADeletedFileChangeTheVersion() throws IOException {
        String before = version();
        Path file = write("src/main/resources/a.properties", "");
        String with = version();
        assertThat(with).isNotEqualTo(before);

        Files.delete(file);
        assertThat(version()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/classes/A.class", ".git/index", ".idea/workspace.xml", ".aws-sam/build.toml"})
    void filesOfToolsDoNotChangeTheVersion(String file) throws IOException {
        String before = version();
        write(file, "x");
        assertThat(version()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/.Handler.java.swp",
                "src/.Handler.java.swo",
                "src/4913",
                "src/Handler.java~",
                "src/.#Handler.java",
                "src/#Handler.java#",
                "src/Handler.java___jb_tmp___",
                ".DS_Store"
            })
    void filesOfEditorsDoNotChangeTheVersion(String file) throws IOException {
        String before = version();
        write(file, "x");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void filesOfTheTriggerDoNotChangeTheVersion() throws IOException {
        write("data/tables.db", "x");
        write("calls.json", "x");
        Path redirected = write("output", "x");
        OwnFiles ownFiles = OwnFiles.of(
                Set.of(project.resolve("data"), project.resolve("calls.json")),
                List.of(redirected, Path.of("/dev/null"), Path.of("/no/such/stream")));

        assertThat(SourceTree.ofProject(project, ownFiles).state().files())
                .containsExactly(Path.of("pom.xml"), Path.of("src/main/java/example/build/target/Handler.java"));
    }

    @Test
    void linksInReadyCodeAreFollowedButNotInCircles() throws IOException {
        Path code = Files.createDirectories(project.resolve("code"));
        Files.writeString(Files.createDirectory(project.resolve("libraries")).resolve("a.jar"), "x");
        Files.createSymbolicLink(code.resolve("lib"), project.resolve("libraries"));
        Files.createSymbolicLink(code.resolve("self"), code);

        assertThat(SourceTree.ofClasses(code, OwnFiles.none()).state().files()).containsExactly(Path.of("lib/a.jar"));
    }

    @Test
    void mavensSettingsFolderChangesTheVersion() throws IOException {
        String before = version();
        write(".mvn/maven.config", "-T1");
        assertThat(version()).isNotEqualTo(before);
    }

    private String version() throws IOException {
        return SourceTree.ofProject(project, OwnFiles.none()).state().version();
    }

    private Path write(String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
