package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import java.util.List;

/**
 * What matters of an event source mapping when a batch of it is redriven.
 *
 * @param name its logical id in the template, on AWS its UUID
 * @param filterPatterns a record needs to match one of them; if there are none, every record passes
 * @param batchSize up to how many records one invocation gets
 * @param hasLanes whether a shard has several batches at a time ({@code ParallelizationFactor}), so that between the first
 *     and last record of one there are records of others
 * @param reportBatchItemFailures whether the function responds with a partial batch response
 * @param hasTumblingWindow whether its invocations carry the state of a window
 */
public record MappingSettings(
        String name,
        List<String> filterPatterns,
        int batchSize,
        boolean hasLanes,
        boolean reportBatchItemFailures,
        boolean hasTumblingWindow) {

    public MappingSettings {
        filterPatterns = List.copyOf(filterPatterns);
    }

    /** Returns the settings of a mapping of a template. */
    public static MappingSettings of(EventSourceMapping mapping) {
        return new MappingSettings(
                mapping.logicalId(),
                mapping.source().filterPatterns(),
                mapping.batching().batchSize(),
                mapping.batching().parallelizationFactor() > 1,
                mapping.failures().reportBatchItemFailures(),
                mapping.batching().hasTumblingWindow());
    }
}
