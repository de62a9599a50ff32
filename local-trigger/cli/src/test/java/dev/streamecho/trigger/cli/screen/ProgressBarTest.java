package dev.streamecho.trigger.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter terminal = new StringWriter();
    private final ProgressBar bar = new ProgressBar(new PrintWriter(terminal));

    @Test
    void replacesItsLineWhenItHasChanged() {
        bar.at("cold starts", 0, 1000);
        bar.at("cold starts", 1, 1000);
        bar.at("cold starts", 500, 1000);
        bar.erase();

        assertThat(terminal)
                .hasToString("\r\033[K[........................................]   0 % cold starts"
                        + "\r\033[K[####################....................]  50 % cold starts"
                        + "\r\033[K");
    }
}
