package dev.streamecho.trigger.cli.redrive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.redrive.RedriveOutcome;
import dev.streamecho.trigger.redrive.RedriveTotals;
import java.util.List;

/**
 * A redrive as JSON: {@code redriven}, {@code handled}, {@code kept}, {@code unread} and {@code inFlight}, which are counts, and
 * {@code batches}. Each batch has its {@code name} (a message's id, or a file), {@code records}, {@code handled}, {@code kept} with
 * the {@code problem} that kept it, and the {@code function} and {@code startSequenceNumber} if its description could be read.
 */
final class RedriveJson {
    private RedriveJson() {}

    static ObjectNode of(RedriveTotals totals, List<RedriveOutcome> outcomes) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("redriven", totals.redriven())
                .put("handled", totals.handled())
                .put("kept", totals.kept())
                .put("unread", totals.unread())
                .put("inFlight", totals.inFlight());
        ArrayNode batches = json.putArray("batches");
        outcomes.forEach(outcome -> batches.add(batch(outcome)));
        return json;
    }

    private static ObjectNode batch(RedriveOutcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", outcome.name());
        outcome.description()
                .ifPresent(description -> json.put("function", description.function())
                        .put(
                                "startSequenceNumber",
                                description.batch().startSequenceNumber().digits()));
        return json.put("records", outcome.records())
                .put("handled", outcome.handled())
                .put("kept", outcome.isKept())
                .put("problem", outcome.problem().orElse(null));
    }
}
