package dev.streamecho.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00.000Z",
                "2026-01-15T09:31:00.123Z",
                "2026-01-15T09:31:59.007Z",
                "2026-12-31T23:59:59.999Z",
                "2028-02-29T12:00:00.100Z"
            })
    void timeIsWrittenInTheFormOfRfc3339(String time) {
        assertThat(Timestamp.of(Instant.parse(time).toEpochMilli())).isEqualTo(time);
    }

    @Test
    void everyDayUntil2200IsWrittenAsJavaWritesIt() {
        Instant first = Instant.parse("1970-01-01T23:59:58.765Z");
        assertThat(Stream.iterate(first, day -> day.plus(1, ChronoUnit.DAYS)).limit(230 * 366))
                .allMatch(day -> Timestamp.of(day.toEpochMilli()).equals(day.toString()));
    }
}
