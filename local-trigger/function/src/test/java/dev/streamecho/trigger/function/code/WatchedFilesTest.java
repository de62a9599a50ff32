package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedFilesTest {
    @TempDir
    private Path project;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "LICENSE",
                "docs/design.txt",
                "events/insert.json",
                "template.yaml",
                "samconfig.toml",
                "run.log",
                "nohup.out",
                ".gitignore",
                "src/test/java/example/HandlerTest.java"
            })
    void whatAProjectHasBesideItsSourcesIsNotWatched(String file) {
        assertThat(WatchedFiles.ofProject(project).include(Path.of(file))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "src/main/java/example/Handler.java",
                "src/main/resources/README.md",
                "src/main/resources/events/insert.json",
                "build.gradle.kts",
                ".mvn/maven.config",
                "schema.graphql"
            })
    void whatABuildMayTakeIsWatched(String file) {
        assertThat(WatchedFiles.ofProject(project).include(Path.of(file))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example/Handler.class", "lib/library.jar", "settings.properties", "events/Handler.class"})
    void allThatRunsIsWatched(String file) {
        assertThat(WatchedFiles.ofClasses().include(Path.of(file))).isTrue();
    }
}
