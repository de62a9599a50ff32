package dev.streamecho.trigger.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TerminalTest {

    @Test
    void aTerminalHasColorsAndAFileHasNone() {
        assertThat(Terminal.ansi(true, Map.of())).isEqualTo(Ansi.ON);
        assertThat(Terminal.ansi(false, Map.of())).isEqualTo(Ansi.OFF);
    }

    @Test
    void noColorIsObeyedUnlessItIsEmpty() {
        assertThat(Terminal.ansi(true, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1")))
                .isEqualTo(Ansi.OFF);
        assertThat(Terminal.ansi(true, Map.of("NO_COLOR", ""))).isEqualTo(Ansi.ON);
    }

    @Test
    void colorsCanBeForcedAndDeclinedOtherwise() {
        assertThat(Terminal.ansi(false, Map.of("CLICOLOR_FORCE", "1"))).isEqualTo(Ansi.ON);
        assertThat(Terminal.ansi(true, Map.of("CLICOLOR", "0"))).isEqualTo(Ansi.OFF);
        assertThat(Terminal.ansi(true, Map.of("TERM", "dumb"))).isEqualTo(Ansi.OFF);
    }
}
