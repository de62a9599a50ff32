package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.mapping.Backlog;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdlenessTest {
    private final AtomicLong activity = new AtomicLong();
    private final AtomicInteger woken = new AtomicInteger();

    @Test
    void aStackWithoutMappingsIsIdle() throws InterruptedException {
        assertThat(idleness().isIdle()).isTrue();
    }

    @Test
    void oneThatHasSomethingLeftIsEnoughToBeBusy() throws InterruptedException {
        assertThat(idleness(moment -> Backlog.NONE, moment -> Backlog.OPEN).isIdle())
                .isFalse();
        assertThat(idleness(moment -> Backlog.NONE, moment -> Backlog.NONE).isIdle())
                .isTrue();
    }

    @Test
    void whatIsNotReadYetIsAwaited() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();

        assertThat(idleness(moment -> looks.incrementAndGet() < 3 ? Backlog.UNREAD : Backlog.NONE)
                        .isIdle())
                .isTrue();

        assertThat(woken).as("readers were woken").hasValue(1);
    }

    /** The function of the second one has written to what the first one reads, after that was asked. */
    @Test
    void whatAFunctionWritesWhileTheMappingsAreAskedIsNotMissed() throws InterruptedException {
        assertThat(idleness(moment -> Backlog.NONE, moment -> {
                            activity.incrementAndGet();
                            return Backlog.NONE;
                        })
                        .isIdle())
                .isFalse();
    }

    private Idleness idleness(Idleness.Mapping... mappings) {
        return new Idleness(List.of(mappings), activity::get, woken::incrementAndGet);
    }
}
