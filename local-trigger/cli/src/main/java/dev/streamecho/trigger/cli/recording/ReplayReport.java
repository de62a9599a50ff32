package dev.streamecho.trigger.cli.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.screen.ChangeName;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a replay did.
 *
 * @param outcomes what became of its records, in each mapping
 * @param comparison with an earlier run, if there was one
 */
record ReplayReport(
        Recording recording,
        Collection<Outcome> outcomes,
        Optional<Comparison> comparison,
        List<Comparison.Difference> differences) {

    static ReplayReport of(Recording recording, Collection<Outcome> outcomes, Optional<Comparison> comparison) {
        return new ReplayReport(
                recording,
                outcomes,
                comparison,
                comparison.map(earlier -> earlier.differences(outcomes)).orElse(List.of()));
    }

    /** Returns whether all is as it was, or, if there was nothing to compare with, as it should be. */
    boolean isGood() {
        return comparison.isPresent()
                ? differences.isEmpty()
                : outcomes.stream().noneMatch(outcome -> outcome.kind() == Outcome.Kind.DISCARDED);
    }

    void print(Screen screen) {
        counts().forEach((mapping, counts) -> screen.line("%s: %s"
                .formatted(
                        mapping,
                        counts.entrySet().stream()
                                .map(count -> count.getValue() + " " + count.getKey())
                                .collect(Collectors.joining(", ")))));
        Map<String, ChangeRecord> records = recordsOfDifferences();
        for (Comparison.Difference difference : differences) {
            screen.styled("red", line(difference, records));
        }
        comparison.ifPresent(earlier -> {
            long unknown = earlier.unknown(outcomes);
            if (unknown > 0) {
                screen.line("%s had none in %s to be compared with"
                        .formatted(Shown.count(unknown, "outcome"), earlier.file()));
            }
            screen.styled(
                    differences.isEmpty() ? "green" : "red",
                    differences.isEmpty()
                            ? "no difference from " + earlier.file()
                            : "%s from %s".formatted(Shown.count(differences.size(), "difference"), earlier.file()));
        });
    }

    private static String line(Comparison.Difference difference, Map<String, ChangeRecord> records) {
        String now = difference
                .now()
                .map(outcome -> "is " + outcome.describe()
                        + outcome.reason()
                                .filter(reason -> outcome.kind() == Outcome.Kind.DISCARDED)
                                .map(reason -> ": "
                                        + reason.strip().lines().findFirst().orElse(""))
                                .orElse(""))
                .orElse("is not in the recording");
        return "%s: %s was %s, %s"
                .formatted(
                        difference.key().mapping(),
                        name(difference.key(), records),
                        difference.before().map(Outcome::describe).orElse("not known"),
                        now);
    }

    private static String name(Outcome.Key key, Map<String, ChangeRecord> records) {
        String number = "sequence number " + key.sequenceNumber();
        return Optional.ofNullable(records.get(key.sequenceNumber()))
                .map(record -> "%s (%s)".formatted(ChangeName.of(record), number))
                .orElse(number);
    }

    private Map<String, ChangeRecord> recordsOfDifferences() {
        return recording.records(differences.stream()
                .map(difference -> difference.key().sequenceNumber())
                .collect(Collectors.toSet()));
    }

    private Map<String, Map<Outcome.Kind, Long>> counts() {
        return outcomes.stream()
                .collect(Collectors.groupingBy(
                        Outcome::mapping,
                        LinkedHashMap::new,
                        Collectors.groupingBy(
                                Outcome::kind, () -> new EnumMap<>(Outcome.Kind.class), Collectors.counting())));
    }

    ObjectNode json() {
        ObjectNode json = RecordingFormat.JSON.createObjectNode().put("records", recording.size());
        ObjectNode mappings = json.putObject("mappings");
        counts().forEach((mapping, counts) -> {
            ObjectNode kinds = mappings.putObject(mapping);
            counts.forEach((kind, count) -> kinds.put(kind.toString(), count));
        });
        if (comparison.isPresent()) {
            json.put("against", comparison.get().file().toString())
                    .put("notCompared", comparison.get().unknown(outcomes));
            ArrayNode list = json.putArray("differences");
            for (Comparison.Difference difference : differences) {
                ObjectNode one = list.addObject()
                        .put("mapping", difference.key().mapping())
                        .put("sequenceNumber", difference.key().sequenceNumber());
                one.set("before", difference.before().map(RecordingFormat::json).orElse(null));
                one.set("now", difference.now().map(RecordingFormat::json).orElse(null));
            }
        }
        return json;
    }
}
