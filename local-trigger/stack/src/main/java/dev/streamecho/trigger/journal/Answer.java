package dev.streamecho.trigger.journal;

import java.util.List;
import java.util.Optional;

/**
 * Why a function was called with a change, or was not.
 *
 * @param answer in one line
 * @param lines the way of the change, one step a line, for whoever wants to know more
 * @param record the number of the record; empty if none was read
 */
public record Answer(String answer, List<String> lines, Optional<Long> record) {

    /** Makes an answer; the list is copied. */
    public Answer {
        lines = List.copyOf(lines);
    }
}
