package dev.streamecho.trigger.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.cli.ModuleFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An installed trigger is not called {@code ./trigger}, so only {@code Launcher} knows that name. */
class CalledAsTypedTest {
    private static final Pattern SHOWN_TO_USERS = Pattern.compile("(?m)^(?!\\s*(/?\\*|//)).*\\./trigger\\b.*");
    private static final Pattern SOURCE = Pattern.compile("\\w+/src/main/.*\\.(java|js|html)");

    @Test
    void noLineForUsersSaysHowTheTriggerIsCalled() throws IOException {
        List<Path> sources;
        Path modules = ModuleFolder.resolve("..");
        try (Stream<Path> files = Files.walk(modules)) {
            sources = files.filter(file ->
                            SOURCE.matcher(modules.relativize(file).toString()).matches())
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(sources)
                .filteredOn(CalledAsTypedTest::spellsIt)
                .extracting(source -> source.getFileName().toString())
                .containsExactly("Launcher.java");
    }

    private static boolean spellsIt(Path source) {
        try {
            return SHOWN_TO_USERS.matcher(Files.readString(source, UTF_8)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
