package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryDelayTest {

    @Test
    void growsFromTheFirstDelay() {
        RetryDelay delay = new RetryDelay(Duration.ofMillis(50), () -> 0.5);

        assertThat(delay.after(1)).isEqualTo(Duration.ofMillis(50));
        assertThat(delay.after(2)).isEqualTo(Duration.ofMillis(80));
        assertThat(delay.after(3)).isEqualTo(Duration.ofMillis(128));
    }

    @Test
    void isCappedAtSixtyTimesTheFirstDelay() {
        RetryDelay delay = new RetryDelay(Duration.ofSeconds(1), () -> 0.5);

        assertThat(delay.after(9)).isLessThan(Duration.ofSeconds(60));
        assertThat(delay.after(10)).isEqualTo(Duration.ofSeconds(60));
        assertThat(delay.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void isAFifthMoreOrLessByChance() {
        assertThat(new RetryDelay(Duration.ofSeconds(1), () -> 0.0).after(1)).isEqualTo(Duration.ofMillis(800));
        assertThat(new RetryDelay(Duration.ofSeconds(1), () -> 0.999_999).after(1))
                .isBetween(Duration.ofMillis(1_199), Duration.ofMillis(1_200));
    }
}
