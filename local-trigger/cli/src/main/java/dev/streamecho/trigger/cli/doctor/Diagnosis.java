package dev.streamecho.trigger.cli.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param name what it is, such as {@code Maven} or {@code port 8000}
 * @param found what is there: a version, a path, who has it; or what it would be for
 * @param advice what to do or type; empty if nothing needs to be done
 */
record Diagnosis(String name, State state, String found, Optional<String> advice) {

    static Diagnosis ok(String name, String found) {
        return new Diagnosis(name, State.OK, found, Optional.empty());
    }

    static Diagnosis of(String name, State state, String found, String advice) {
        return new Diagnosis(name, state, found, Optional.of(advice));
    }
}
