package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.lambda.ControlledMapping.Status;
import dev.streamecho.trigger.mapping.EventSourceMapping;

/**
 * An event source mapping as the service describes it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">
 *     EventSourceMappingConfiguration</a>
 */
final class MappingJson {
    private static final int NO_LIMIT = -1;

    private MappingJson() {}

    static ObjectNode of(Status status) {
        EventSourceMapping mapping = status.mapping();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("UUID", mapping.uuid().toString());
        json.put("EventSourceMappingArn", arn(mapping));
        json.put("EventSourceArn", mapping.streamArn());
        json.put("FunctionArn", mapping.function().arn());
        json.put("StartingPosition", mapping.source().startingPosition().name());
        json.put("State", status.state().toString());
        json.put("StateTransitionReason", "User action");
        json.put("LastModified", status.lastModified().toEpochMilli() / 1e3);
        json.put("LastProcessingResult", status.lastProcessingResult());
        json.put("BatchSize", mapping.batching().batchSize());
        json.put(
                "MaximumBatchingWindowInSeconds",
                mapping.batching().maximumBatchingWindow().toSeconds());
        json.put("ParallelizationFactor", mapping.batching().parallelizationFactor());
        json.put("TumblingWindowInSeconds", mapping.batching().tumblingWindow().toSeconds());
        json.put(
                "MaximumRetryAttempts",
                mapping.failures().maximumRetryAttempts().orElse(NO_LIMIT));
        json.put(
                "MaximumRecordAgeInSeconds",
                mapping.failures()
                        .maximumRecordAge()
                        .map(age -> age.toSeconds())
                        .orElse((long) NO_LIMIT));
        json.put("BisectBatchOnFunctionError", mapping.failures().bisectBatchOnFunctionError());
        ArrayNode types = json.putArray("FunctionResponseTypes");
        if (mapping.failures().reportBatchItemFailures()) {
            types.add(MappingChange.REPORT_BATCH_ITEM_FAILURES);
        }
        ObjectNode destination = json.putObject("DestinationConfig");
        mapping.onFailureDestination()
                .ifPresent(arn -> destination.putObject("OnFailure").put("Destination", arn));
        if (!mapping.source().filterPatterns().isEmpty()) {
            ArrayNode filters = json.putObject("FilterCriteria").putArray("Filters");
            mapping.source()
                    .filterPatterns()
                    .forEach(pattern -> filters.addObject().put("Pattern", pattern));
        }
        return json;
    }

    private static String arn(EventSourceMapping mapping) {
        String function = mapping.function().arn();
        return function.substring(0, function.indexOf(":function:")) + ":event-source-mapping:" + mapping.uuid();
    }
}
