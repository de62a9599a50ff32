package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void whatToolsWriteBesideTheSourcesDoesNot(String file) throws IOException {
        String before = version();
        write(file, "x");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void mavensOwnFolderOfSettingsDoes() throws IOException {
        String before = version();
        write(".mvn/maven.config", "-T1");
        assertThat(version()).isNotEqualTo(before);
    }

    private String version() throws IOException {
        return new SourceTree(project).version();
    }

    private Path write(String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
