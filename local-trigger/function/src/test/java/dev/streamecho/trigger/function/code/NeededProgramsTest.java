package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededProgramsTest {

    @TempDir
    private Path code;

    @ParameterizedTest
    @CsvSource({
        "java21,      pom.xml,       mvn",
        "java21,      build.gradle,  gradle",
        "provided.al2023, Makefile,  make",
        "go1.x,       go.mod,        go",
    })
    void theBuildFileSaysWhich(String runtime, String file, String program) throws IOException {
        Files.createFile(code.resolve(file));
        assertThat(NeededPrograms.of(new FunctionSource("F", runtime, "main", code, new Method.Usual())))
                .containsExactly(program);
    }

    @Test
    void aProjectWithAWrapperNeedsNoGradle() throws IOException {
        Files.createFile(code.resolve("build.gradle"));
        Files.createFile(code.resolve("gradlew")).toFile().setExecutable(true);
        assertThat(NeededPrograms.of(FunctionSource.of("F", "java21", code))).isEmpty();
    }

    @Test
    void npmIsNeededForPackagesThatAreNotInstalled() throws IOException {
        Files.writeString(code.resolve("package.json"), "{\"dependencies\": {\"uuid\": \"11\"}}");
        assertThat(NeededPrograms.of(FunctionSource.of("F", "nodejs22.x", code)))
                .containsExactly("npm");
        Files.writeString(
                Files.createDirectories(code.resolve("node_modules/uuid")).resolve("package.json"), "{}");
        assertThat(NeededPrograms.of(FunctionSource.of("F", "nodejs22.x", code)))
                .isEmpty();
    }

    @Test
    void codeThatIsTakenAsItIsNeedsNothing() {
        assertThat(NeededPrograms.of(FunctionSource.of("F", "python3.13", code, new Method.Inline("pass"))))
                .isEqualTo(Set.of());
        assertThat(NeededPrograms.of(FunctionSource.of("F", "python3.13", code)))
                .isEmpty();
    }
}
