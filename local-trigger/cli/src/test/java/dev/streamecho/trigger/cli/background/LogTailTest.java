package dev.streamecho.trigger.cli.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void theLastLineIsKeptBack() throws IOException {
        LogTail tail = new LogTail(file(), lines::add);
        tail.follow();
        assertThat(tail.last()).isEmpty();

        write("a\nb\nc, not who");
        tail.follow();
        assertThat(lines).containsExactly("a");
        assertThat(tail.last()).contains("b");

        write("le yet\n");
        tail.follow();
        tail.follow();
        assertThat(lines).containsExactly("a", "b");
        assertThat(tail.last()).contains("c, not whole yet");
    }

    @Test
    void aFileThatBeganAnewIsReadFromItsBeginning() throws IOException {
        LogTail tail = new LogTail(file(), lines::add);
        write("a long line\nb\n");
        tail.follow();

        Files.delete(file());
        write("c\nd\n");
        tail.follow();

        assertThat(lines).containsExactly("a long line", "b", "c");
        assertThat(tail.last()).contains("d");
    }

    private void write(String more) throws IOException {
        Files.writeString(file(), more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path file() {
        return folder.resolve("log");
    }
}
