package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.QueueMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The properties of a mapping as they are now, with the service's defaults and the parameters that gave them. */
final class MappingPropertiesJson {
    private static final int NO_LIMIT = -1;
    private static final int USUAL_BATCH_OF_STREAM = 100;
    private static final int USUAL_BATCH_OF_QUEUE = 10;

    private final ArrayNode json = Json.array();
    private final MappingParameters parameters;

    private MappingPropertiesJson(MappingParameters parameters) {
        this.parameters = parameters;
    }

    static ArrayNode of(EventSourceMapping mapping, MappingParameters parameters) {
        EventSourceMapping.Batching batching = mapping.batching();
        EventSourceMapping.Failures failures = mapping.failures();
        return new MappingPropertiesJson(parameters)
                .add("Enabled", BooleanNode.valueOf(mapping.enabled()), BooleanNode.TRUE)
                .add(
                        "StartingPosition",
                        TextNode.valueOf(mapping.source().startingPosition().name()),
                        NullNode.instance)
                .add("BatchSize", IntNode.valueOf(batching.batchSize()), IntNode.valueOf(USUAL_BATCH_OF_STREAM))
                .add("MaximumBatchingWindowInSeconds", seconds(batching.maximumBatchingWindow()), IntNode.valueOf(0))
                .add("ParallelizationFactor", IntNode.valueOf(batching.parallelizationFactor()), IntNode.valueOf(1))
                .add("TumblingWindowInSeconds", seconds(batching.tumblingWindow()), IntNode.valueOf(0))
                .add("MaximumRetryAttempts", limit(failures.maximumRetryAttempts()), IntNode.valueOf(NO_LIMIT))
                .add(
                        "MaximumRecordAgeInSeconds",
                        failures.maximumRecordAge()
                                .map(MappingPropertiesJson::seconds)
                                .orElse(IntNode.valueOf(NO_LIMIT)),
                        IntNode.valueOf(NO_LIMIT))
                .add(
                        "BisectBatchOnFunctionError",
                        BooleanNode.valueOf(failures.bisectBatchOnFunctionError()),
                        BooleanNode.FALSE)
                .addResponseTypes(failures.reportBatchItemFailures())
                .addFilters(mapping.source().filterPatterns())
                .add("DestinationConfig", destination(mapping.onFailureDestination()), NullNode.instance)
                .json;
    }

    static ArrayNode of(QueueMapping mapping, MappingParameters parameters) {
        QueueMapping.Batching batching = mapping.batching();
        return new MappingPropertiesJson(parameters)
                .add("Enabled", BooleanNode.valueOf(mapping.enabled()), BooleanNode.TRUE)
                .add("BatchSize", IntNode.valueOf(batching.batchSize()), IntNode.valueOf(USUAL_BATCH_OF_QUEUE))
                .add("MaximumBatchingWindowInSeconds", seconds(batching.maximumBatchingWindow()), IntNode.valueOf(0))
                .add("ScalingConfig", concurrency(batching.maximumConcurrency()), NullNode.instance)
                .addResponseTypes(mapping.reportBatchItemFailures())
                .addFilters(mapping.source().filterPatterns())
                .json;
    }

    private MappingPropertiesJson add(String name, JsonNode value, JsonNode usual) {
        ObjectNode property = json.addObject().put("name", name);
        property.set("value", value);
        property.set("default", usual);
        List<String> from = parameters.of(name);
        if (!from.isEmpty()) {
            property.put("from", String.join(", ", from));
        }
        return this;
    }

    private MappingPropertiesJson addResponseTypes(boolean areItemFailuresReported) {
        ArrayNode types = Json.strings(areItemFailuresReported ? List.of("ReportBatchItemFailures") : List.of());
        return add("FunctionResponseTypes", types, Json.array());
    }

    private MappingPropertiesJson addFilters(List<String> patterns) {
        return add("FilterCriteria", Json.strings(patterns), Json.array());
    }

    private static JsonNode seconds(Duration duration) {
        return LongNode.valueOf(duration.toSeconds());
    }

    private static JsonNode limit(OptionalInt limit) {
        return IntNode.valueOf(limit.orElse(NO_LIMIT));
    }

    private static JsonNode destination(Optional<String> arn) {
        return arn.<JsonNode>map(TextNode::valueOf).orElse(NullNode.instance);
    }

    private static JsonNode concurrency(OptionalInt most) {
        return most.isPresent() ? Json.object().put("MaximumConcurrency", most.getAsInt()) : NullNode.instance;
    }
}
