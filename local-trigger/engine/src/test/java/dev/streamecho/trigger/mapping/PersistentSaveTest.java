package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersistentSaveTest {
    private final List<String> lines = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final PersistentSave persistent = new PersistentSave(delays::add, lines::add);
    private int tries;

    @Test
    void triesEverySecondUntilItIsKeptAndTellsTheBeginningAndTheEnd() throws InterruptedException {
        persistent.save("the checkpoint", () -> {
            if (++tries < 4) {
                throw new IOException("No space left on device");
            }
        });

        assertThat(delays).hasSize(3).containsOnly(Duration.ofSeconds(1));
        assertThat(lines)
                .containsExactly(
                        "the checkpoint cannot be saved, retrying: No space left on device",
                        "the checkpoint has been saved now");
    }

    @Test
    void whatIsKeptAtOnceIsNotTold() throws InterruptedException {
        persistent.save("the checkpoint", () -> tries++);

        assertThat(tries).isEqualTo(1);
        assertThat(lines).isEmpty();
    }

    @Test
    void whatFailsBecauseTheMappingIsClosedIsNotTold() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> persistent.save("the checkpoint", () -> {
                    throw new IOException();
                }));
        assertThat(lines).isEmpty();
    }
}
