package dev.streamecho.trigger.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    private static final Program THERE = new Program(
            "Shell", "sh", List.of("-c", "echo Shell version 5.2.15, of 2022"), "runs scripts", "install it");

    private static final Program NOT_THERE =
            new Program("Nothing", "no-such-program", List.of("--version"), "builds functions in Nothing", "get it");

    @Test
    void aVersionIsTakenFromWhatAProgramPrints() {
        assertThat(diagnoses(Map.of("sh", List.of("Orders", "Prices"))))
                .contains(new Diagnosis("Shell", State.OK, "5.2.15, needed by Orders, Prices", Optional.empty()));
    }

    @Test
    void whatIsNotHereIsMissingOnlyIfAFunctionNeedsIt() {
        assertThat(diagnoses(Map.of()))
                .contains(new Diagnosis("Nothing", State.ABSENT, "builds functions in Nothing", Optional.of("get it")));
        assertThat(diagnoses(Map.of("no-such-program", List.of("Orders"))))
                .contains(new Diagnosis(
                        "Nothing",
                        State.MISSING,
                        "builds functions in Nothing, needed by Orders",
                        Optional.of("get it")));
    }

    @Test
    void aProgramThatFailsIsNotHere() {
        Program failing = new Program("Shell", "sh", List.of("-c", "echo 1.0; exit 3"), "runs scripts", "install it");
        assertThat(new Programs(List.of(failing), List.of(), Map.of()).diagnoses())
                .extracting(Diagnosis::state)
                .containsExactly(State.ABSENT);
    }

    @Test
    void anUnusualProgramIsLookedForOnlyIfAFunctionNeedsIt() {
        assertThat(new Programs(List.of(), List.of(THERE), Map.of()).diagnoses())
                .isEmpty();
        assertThat(new Programs(List.of(), List.of(THERE), Map.of("sh", List.of("Orders"))).diagnoses())
                .hasSize(1);
    }

    private static List<Diagnosis> diagnoses(Map<String, List<String>> needs) {
        return new Programs(List.of(THERE, NOT_THERE), List.of(), needs).diagnoses();
    }
}
