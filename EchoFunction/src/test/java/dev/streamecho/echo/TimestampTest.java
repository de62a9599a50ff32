package dev.streamecho.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-15T09:31:00Z",
                "2026-01-15T09:31:07Z",
                "2026-01-15T09:31:00.100Z",
                "2026-01-15T09:31:59.007Z",
                "2026-01-15T00:00:00Z",
                "1969-12-31T23:59:59.999Z"
            })
    void timeIsWrittenInTheFormOfRfc3339(String time) {
        assertThat(Timestamp.of(Instant.parse(time).toEpochMilli())).isEqualTo(time);
    }
}
