package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The outcomes of an earlier run, to compare others with. It is immutable.
 *
 * @param file where they were read
 */
record Comparison(Path file, Map<Outcome.Key, Outcome> earlier) {

    /** What became of a record earlier and now, which is not the same; one of them may be empty. */
    record Difference(Outcome.Key key, Optional<Outcome> before, Optional<Outcome> now) {}

    /**
     * Reads the outcomes of a file, be it of a replay or a recording.
     *
     * @throws UserError if it cannot be read, a line of it is wrong, or it has none
     */
    static Comparison read(Path file) {
        Map<Outcome.Key, Outcome> outcomes = new LinkedHashMap<>();
        RecordingLines.read(file, (line, offset, length) -> {
            if (!RecordingFormat.isChange(line)) {
                Outcome outcome = RecordingFormat.outcome(line);
                outcomes.put(outcome.key(), outcome);
            }
        });
        if (outcomes.isEmpty()) {
            throw new UserError("--against %s: it has no outcomes; %s writes some"
                    .formatted(file, Launcher.command("replay --record-outcomes")));
        }
        return new Comparison(file, outcomes);
    }

    /** Returns how many outcomes had nothing to be compared with: that was not known, or the mapping is a new one. */
    long unknown(Collection<Outcome> now) {
        return now.stream()
                .filter(outcome -> !earlier.containsKey(outcome.key()))
                .count();
    }

    /**
     * Returns the differences, first in the order of now, then what is missing.
     *
     * @param now the outcomes of all records in the mappings that were replayed
     */
    List<Difference> differences(Collection<Outcome> now) {
        List<Difference> differences = new ArrayList<>();
        Set<Outcome.Key> keys = now.stream().map(Outcome::key).collect(Collectors.toSet());
        Set<String> mappings = now.stream().map(Outcome::mapping).collect(Collectors.toSet());
        for (Outcome outcome : now) {
            Optional.ofNullable(earlier.get(outcome.key()))
                    .filter(before -> !before.isSameAs(outcome))
                    .ifPresent(before ->
                            differences.add(new Difference(outcome.key(), Optional.of(before), Optional.of(outcome))));
        }
        earlier.values().stream()
                .filter(before -> mappings.contains(before.mapping()) && !keys.contains(before.key()))
                .forEach(
                        before -> differences.add(new Difference(before.key(), Optional.of(before), Optional.empty())));
        return differences;
    }
}
