package dev.streamecho.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.0 ms",
        "PT0.000049999S, 0.0 ms",
        "PT0.00005S, 0.1 ms",
        "PT0.002849S, 2.8 ms",
        "PT0.00285S, 2.9 ms",
        "PT9.9999S, 9999.9 ms",
        "PT10S, 10.0 s",
        "PT12.349S, 12.3 s",
        "PT12.35S, 12.4 s",
        "PT1H, 3600.0 s"
    })
    void aDurationIsInMillisecondsWithOneDigitAndFromTenSecondsOnInSeconds(Duration duration, String shown) {
        assertThat(Shown.of(duration)).isEqualTo(shown);
    }

    @Test
    void aCountHasItsNounInTheSingularOrPlural() {
        assertThat(Shown.count(1, "record")).isEqualTo("1 record");
        assertThat(Shown.count(0, "record")).isEqualTo("0 records");
        assertThat(Shown.count(2, "discarded batch")).isEqualTo("2 discarded batches");
    }
}
