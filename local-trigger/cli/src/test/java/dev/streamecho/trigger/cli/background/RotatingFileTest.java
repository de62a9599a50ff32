package dev.streamecho.trigger.cli.background;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsMadeBeforeSomethingIsWritten() {
        PrintStream out = open();
        out.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatTheFileHasStays() throws IOException {
        Files.writeString(file(), "sh\n");

        try (PrintStream out = open()) {
            out.print("first\n");
        }

        assertThat(file()).hasContent("sh\nfirst\n");
        assertThat(older()).doesNotExist();
    }

    @Test
    void aLargeFileBecomesTheOlderOneAtTheEndOfALine() {
        try (PrintStream out = open()) {
            out.print("0123456789");
            out.print("0123456789\n");
            assertThat(older()).hasContent("01234567890123456789");
            out.print("second 012345678\n");
            out.print("third\n");
        }

        assertThat(older()).hasContent("second 012345678");
        assertThat(file()).hasContent("third");
    }

    private PrintStream open() {
        return new PrintStream(new RotatingFile(file(), older(), 16), true, UTF_8);
    }

    private Path file() {
        return folder.resolve("log");
    }

    private Path older() {
        return folder.resolve("log.1");
    }
}
