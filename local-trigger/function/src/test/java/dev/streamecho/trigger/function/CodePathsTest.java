package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodePathsTest {
    @TempDir
    Path folder;

    private Path copy;
    private Path code;
    private CodePaths paths;

    @BeforeEach
    void setUp() throws IOException {
        copy = Files.createDirectories(folder.resolve("lambda-task-1/1"));
        code = Files.createDirectories(folder.resolve("project/src"));
        Files.writeString(code.resolve("app.js"), "");
        paths = CodePaths.of(copy, code);
    }

    @Test
    void aFileOfTheUserIsNamedByItsOwnPath() {
        assertThat(paths.shown("    at handler (%s/app.js:3:9)".formatted(copy)))
                .isEqualTo("    at handler (%s/app.js:3:9)".formatted(code));
        assertThat(paths.shown("at file://%s/app.js:3:9, File \"%s/app.js\", line 3".formatted(copy, copy)))
                .isEqualTo("at %s/app.js:3:9, File \"%s/app.js\", line 3".formatted(code, code));
        assertThat(paths.shown("{\"stack\":[\"at %s/app.js:3:9\\nat\"]}".formatted(copy)))
                .isEqualTo("{\"stack\":[\"at %s/app.js:3:9\\nat\"]}".formatted(code));
    }

    @Test
    void aFileThatWasBuiltIsNamedByItsPathOnAws() {
        assertThat(paths.shown("at %s/bundle.js:3:9".formatted(copy))).isEqualTo("at /var/task/bundle.js:3:9");
    }

    @Test
    void theFolderItselfAndOtherPathsStay() {
        String text = "in %s, not in /tmp/app.js".formatted(copy);

        assertThat(paths.shown(text)).isEqualTo(text);
    }
}
