package dev.streamecho.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

    @Test
    void listNamesWhatIsContained() {
        EventTypes types = EventTypes.parse("INSERT,MODIFY");

        assertThat(types.contains("INSERT")).isTrue();
        assertThat(types.contains("MODIFY")).isTrue();
        assertThat(types.contains("REMOVE")).isFalse();
    }

    @Test
    void spacesAndRepetitionsDoNoHarm() {
        EventTypes types = EventTypes.parse(" REMOVE , REMOVE");

        assertThat(types.contains("REMOVE")).isTrue();
        assertThat(types.contains("INSERT")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "INSERT,", "UPDATE", "INSERT,UPDATE", "insert"})
    void emptyListsAndUnknownNamesAreRefused(String list) {
        assertThatIllegalStateException()
                .isThrownBy(() -> EventTypes.parse(list))
                .withMessage("EVENT_TYPES is \"" + list + "\": it must name one or more of INSERT, MODIFY, REMOVE, "
                        + "separated by commas");
    }

    @Test
    void missingVariableIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EventTypes.parse(null))
                .withMessage(
                        "EVENT_TYPES is not set: it must name one or more of INSERT, MODIFY, REMOVE, separated by commas");
    }

    @Test
    void recordWithoutEventNameIsNeitherInNorOut() {
        EventTypes types = EventTypes.parse("INSERT");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> types.contains(null))
                .withMessage("The record has no eventName");
    }
}
