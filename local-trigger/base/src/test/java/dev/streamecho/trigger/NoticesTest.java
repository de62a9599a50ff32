package dev.streamecho.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Notices notices = new Notices();

    @Test
    void aKindIsOneLineWithAllThatItConcerns() {
        notices.add("events of type Schedule", "Orders", "nothing calls at that time; ./trigger invoke does");
        notices.add("layers", "Orders", "not there");
        notices.add("events of type Schedule", "Prices", "nothing calls at that time; ./trigger invoke does");
        notices.add("events of type Schedule", "Orders", "nothing calls at that time; ./trigger invoke does");

        assertThat(notices.lines())
                .containsExactly(
                        "events of type Schedule (Orders, Prices): nothing calls at that time; ./trigger invoke does",
                        "layers (Orders): not there");
    }

    @Test
    void longListsAreCutOff() {
        IntStream.rangeClosed(1, 12).forEach(number -> notices.add("layers", "F" + number, "not there"));

        assertThat(notices.lines()).containsExactly("layers (F1, F2, F3, F4, F5, F6, F7, F8 and 4 more): not there");
    }
}
