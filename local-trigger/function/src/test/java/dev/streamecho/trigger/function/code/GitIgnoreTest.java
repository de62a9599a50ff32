package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitIgnoreTest {
    @TempDir
    private Path repository;

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(repository.resolve(".git"));
        Files.createDirectories(repository.resolve("function/src"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            run.txt,              true
            src/run.txt,          true
            keep.txt,             false
            cache/keep.txt,       true
            src/cache/a/b.bin,    true
            generated/A.java,     true
            src/generated/A.java, false
            src/A.java,           false
            """)
    void theRulesOfTheFolderHoldBelowIt(Path file, boolean isIgnored) throws IOException {
        write("function/.gitignore", "*.txt", "!keep.txt", "cache/", "/generated");

        assertThat(ignores(file)).isEqualTo(isIgnored);
    }

    @Test
    void theNearestRuleHolds() throws IOException {
        write(".gitignore", "*.bin", "/function/out.csv");
        write("function/src/.gitignore", "!data.bin");

        assertThat(ignores(Path.of("a.bin"))).isTrue();
        assertThat(ignores(Path.of("out.csv"))).isTrue();
        assertThat(ignores(Path.of("src/data.bin"))).isFalse();
    }

    @Test
    void rulesAboveTheRepositoryAreNotIts() throws IOException {
        Files.createDirectories(repository.resolve("function/.git"));
        write(".gitignore", "*.bin");

        assertThat(ignores(Path.of("a.bin"))).isFalse();
    }

    @Test
    void aFolderThatIsIgnoredItselfIsStillWatched() throws IOException {
        write(".gitignore", "/function/");
        write("function/.gitignore", "*.txt");

        assertThat(ignores(Path.of("src/A.java"))).isFalse();
        assertThat(ignores(Path.of("a.txt"))).isTrue();
    }

    @Test
    void noRepositoryIsNeeded() throws IOException {
        Files.delete(repository.resolve(".git"));
        write("function/.gitignore", "*.txt");

        assertThat(ignores(Path.of("a.txt"))).isTrue();
        assertThat(ignores(Path.of("A.java"))).isFalse();
    }

    private boolean ignores(Path file) {
        return new GitIgnore(repository.resolve("function")).ignores(file);
    }

    private void write(String name, String... rules) throws IOException {
        Files.writeString(repository.resolve(name), String.join("\n", rules));
    }
}
