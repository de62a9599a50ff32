package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.QueueMapping;
import java.time.Duration;
import java.util.List;

/**
 * An event source mapping as the service describes it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">
 *     EventSourceMappingConfiguration</a>
 */
final class MappingJson {
    private static final int NO_LIMIT = -1;

    private MappingJson() {}

    static ObjectNode of(ControlledMapping mapping) {
        return of(mapping, mapping.status());
    }

    /** Describes it with the status that a change of it has begun. */
    static ObjectNode of(ControlledMapping mapping, MappingStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("UUID", mapping.uuid().toString());
        json.put("EventSourceMappingArn", arn(mapping));
        json.put("EventSourceArn", mapping.sourceArn());
        json.put("FunctionArn", mapping.function().arn());
        json.put("State", status.state().toString());
        json.put("LastModified", status.lastModified().toEpochMilli() / 1e3);
        if (mapping instanceof ControlledStreamMapping onStream) {
            json.put("StateTransitionReason", "User action");
            json.put("LastProcessingResult", status.lastProcessingResult());
            describe(onStream.configuration(), json);
        } else if (mapping instanceof ControlledQueueMapping onQueue) {
            json.put("StateTransitionReason", "USER_INITIATED");
            describe(onQueue.configuration(), json);
        }
        return json;
    }

    private static void describe(EventSourceMapping mapping, ObjectNode json) {
        json.put("StartingPosition", mapping.source().startingPosition().name());
        describe(mapping.batching().batchSize(), mapping.batching().maximumBatchingWindow(), json);
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
        describe(mapping.failures().reportBatchItemFailures(), mapping.source().filterPatterns(), json);
        ObjectNode destination = json.putObject("DestinationConfig");
        mapping.onFailureDestination()
                .ifPresent(arn -> destination.putObject("OnFailure").put("Destination", arn));
    }

    private static void describe(QueueMapping mapping, ObjectNode json) {
        describe(mapping.batching().batchSize(), mapping.batching().maximumBatchingWindow(), json);
        describe(mapping.reportBatchItemFailures(), mapping.source().filterPatterns(), json);
        mapping.batching()
                .maximumConcurrency()
                .ifPresent(most -> json.putObject("ScalingConfig").put("MaximumConcurrency", most));
    }

    private static void describe(int batchSize, Duration window, ObjectNode json) {
        json.put("BatchSize", batchSize);
        json.put("MaximumBatchingWindowInSeconds", window.toSeconds());
    }

    private static void describe(boolean reportBatchItemFailures, List<String> filterPatterns, ObjectNode json) {
        ArrayNode types = json.putArray("FunctionResponseTypes");
        if (reportBatchItemFailures) {
            types.add(Requested.REPORT_BATCH_ITEM_FAILURES);
        }
        if (!filterPatterns.isEmpty()) {
            ArrayNode filters = json.putObject("FilterCriteria").putArray("Filters");
            filterPatterns.forEach(pattern -> filters.addObject().put("Pattern", pattern));
        }
    }

    private static String arn(ControlledMapping mapping) {
        String function = mapping.function().arn();
        return function.substring(0, function.indexOf(":function:")) + ":event-source-mapping:" + mapping.uuid();
    }
}
