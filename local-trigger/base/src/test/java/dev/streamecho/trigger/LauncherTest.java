package dev.streamecho.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            trigger                     | trigger
            ./trigger                   | ./trigger
            /opt/stream-echo/trigger    | /opt/stream-echo/trigger
            /home/ada/My tools/trigger  | '/home/ada/My tools/trigger'
            ../ada's/trigger            | '../ada'\\''s/trigger'
            """)
    void whatIsToBeTypedIsOneWordOfAShell(String called, String shown) {
        assertThat(Launcher.quoted(called)).isEqualTo(shown);
    }
}
