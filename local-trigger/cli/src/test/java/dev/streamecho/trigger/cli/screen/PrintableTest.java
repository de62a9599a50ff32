package dev.streamecho.trigger.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.cli.Cli;
import dev.streamecho.trigger.cli.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintableTest {
    @TempDir
    private Path folder;

    @Test
    void controlCodesAreShownAsInJson() {
        assertThat(Printable.line("\u001b[2J\u0007 \u009b31m \u007f a\tb"))
                .isEqualTo("\\u001b[2J\\u0007 \\u009b31m \\u007f a\tb");
    }

    @Test
    void charactersThatReorderTextAreShownAsInJson() {
        assertThat(Printable.line("a\u202eb\u2066")).isEqualTo("a\\u202eb\\u2066");
        assertThat(Printable.lines("a\u202eb\n")).isEqualTo("a\\u202eb\n");
        assertThat(Printable.lineInColor("a\u202eb")).isEqualTo("a\\u202eb");
    }

    @Test
    void aLineStaysOneLine() {
        assertThat(Printable.line("kept: x\nredriven: y\r")).isEqualTo("kept: x\\nredriven: y\\r");
    }

    @Test
    void linesKeepTheirEnds() {
        assertThat(Printable.lines("one\r\ntwo\nover\rwritten")).isEqualTo("one\r\ntwo\nover\\rwritten");
    }

    @Test
    void ofAFunctionColorsRemainAndEndWithItsLine() {
        assertThat(Printable.lineInColor("\u001b[1;31mred")).isEqualTo("\u001b[1;31mred\u001b[0m");
        assertThat(Printable.lineInColor("\u001b]0;title\u0007\u001b[2K\u001b[3A"))
                .isEqualTo("\\u001b]0;title\\u0007\\u001b[2K\\u001b[3A");
        assertThat(Printable.lineInColor("plain")).isEqualTo("plain");
    }

    @Test
    void anEventNameOfAFileControlsNoTerminal() throws IOException {
        Path event = Files.writeString(
                folder.resolve("event.json"), "{\"Records\":[{\"eventName\":\"\\u001b[2J\",\"eventID\":\"\\n1 of\"}]}");

        assertThat(Cli.run("filter", "--pattern", "{\"eventName\":[\"INSERT\"]}", event.toString())
                        .out())
                .contains("\\u001b[2J \\n1 of  no match")
                .doesNotContain("\u001b");
    }

    @Test
    void aMistakeThatQuotesAFileControlsNoTerminal() throws IOException {
        Path template = Files.writeString(
                folder.resolve("template.json"),
                "{\"Resources\":{\"A\":{\"Type\":\"\\u001b[2J\\n\",\"Properties\":7}}}");

        Cli cli = Cli.run("run", "-t", template.toString(), "--table-name", "\u001b[2J");

        assertThat(cli.err()).isNotEmpty().doesNotContain("\u001b");
    }

    /** A bug in a command would print past the screen. */
    @Test
    void everythingIsPrintedByTheScreen() throws IOException {
        List<String> allowed =
                List.of("Screen.java", "ProgressBar.java", "TriggerCommand.java", "Bootstrap.java", "Rehearsal.java");
        Path modules = ModuleFolder.resolve("..");
        try (Stream<Path> sources = Files.walk(modules)) {
            assertThat(sources.filter(file ->
                                    modules.relativize(file).toString().matches("[a-z]+/src/main/java/.*\\.java"))
                            .filter(file -> !allowed.contains(file.getFileName().toString())))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain("System.out", "System.err", ".getOut()", ".getErr()", "printStackTrace"));
        }
    }
}
