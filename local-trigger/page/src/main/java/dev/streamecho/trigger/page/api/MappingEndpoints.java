package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.journal.RecordHistory;
import dev.streamecho.trigger.journal.RecordRow;
import dev.streamecho.trigger.mapping.NewPosition;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pauses mappings, and moves them. */
final class MappingEndpoints {
    private final StackRun stack;

    MappingEndpoints(StackRun stack) {
        this.stack = stack;
    }

    void addTo(Router router) {
        router.add("POST", "/mappings/{mapping}/enable", call -> changed(find(call)::enable))
                .add("POST", "/mappings/{mapping}/disable", call -> changed(find(call)::disable))
                .add("POST", "/mappings/{mapping}/position", this::position);
    }

    private ControlledMapping find(Call call) {
        String name = call.path("mapping");
        return stack.control()
                .mapping(name)
                .orElseThrow(() -> ApiException.notFound("There is no mapping %s; there is %s"
                        .formatted(
                                name,
                                stack.control().mappings().stream()
                                        .map(ControlledMapping::logicalId)
                                        .collect(Collectors.joining(", ")))));
    }

    /** What is changed of a mapping. */
    @FunctionalInterface
    private interface Change {
        MappingStatus begin();
    }

    private static Answer changed(Change change) {
        try {
            return Answer.json(Json.object().put("state", change.begin().state().toString()));
        } catch (IllegalStateException e) {
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        }
    }

    private Answer position(Call call) throws IOException {
        if (!(find(call) instanceof ControlledStreamMapping mapping)) {
            throw ApiException.conflict("%s reads a queue, which has no positions: what is not handled comes again"
                    .formatted(call.path("mapping")));
        }
        ObjectNode body = call.body();
        NewPosition position = position(body.path("at").asText(), mapping);
        if (body.path("confirm").asBoolean()) {
            return changed(() -> mapping.moveTo(position));
        }
        Optional<NewPosition.Effect> effect = mapping.effectOf(position);
        ObjectNode json = Json.object().put("from", position.describe());
        effect.ifPresent(known -> json.put("repeats", known.repeated()).put("skips", known.skipped()));
        return Answer.json(
                json.put(
                        "message",
                        effect.map(MappingEndpoints::describe)
                                .orElse(
                                        "It is not known how many records that is, because the stream is not on this machine")));
    }

    private static String describe(NewPosition.Effect effect) {
        return "%s read once more, %s never read"
                .formatted(Shown.count(effect.repeated(), "record"), Shown.count(effect.skipped(), "record"));
    }

    private NewPosition position(String at, ControlledStreamMapping mapping) {
        return switch (at) {
            case "TRIM_HORIZON" -> new NewPosition.TrimHorizon();
            case "LATEST" -> new NewPosition.Latest();
            default -> at.matches("\\d{1,9}") ? atRecord(Integer.parseInt(at), mapping) : atTime(at);
        };
    }

    private NewPosition atRecord(int n, ControlledStreamMapping mapping) {
        RecordRow row = stack.journal()
                .record(n)
                .map(RecordHistory::row)
                .filter(found -> found.mapping().equals(mapping.logicalId()))
                .orElseThrow(() -> ApiException.invalid(
                        "%s has no record %d, or none any more".formatted(mapping.logicalId(), n), String.valueOf(n)));
        return new NewPosition.AtSequenceNumber(row.shardId().orElseThrow(), new SequenceNumber(row.id()));
    }

    private static NewPosition atTime(String at) {
        try {
            return new NewPosition.AtTimestamp(Instant.parse(at));
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(
                    "at is %s; use TRIM_HORIZON, LATEST, the number of a record, or a time such as 2026-01-31T12:00:00Z"
                            .formatted(at.isEmpty() ? "missing" : at),
                    at);
        }
    }
}
