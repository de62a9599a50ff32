package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.Optional;

/** A mapping with the function that it invokes, and its properties with the defaults of the service. */
record CheckedMapping(EventSourceMappingDefinition definition, FunctionDefinition function) {
    private static final int NO_LIMIT = -1;
    private static final int STREAM_BATCH = 100;
    private static final int QUEUE_BATCH = 10;

    String logicalId() {
        return definition.logicalId();
    }

    Value properties() {
        return definition.properties();
    }

    boolean readsStream() {
        return definition.readsDynamoDbStream();
    }

    boolean readsQueue() {
        return definition.readsQueue();
    }

    /** Returns the most records or messages of one invocation; empty if only AWS knows. */
    Optional<Integer> batchSize() {
        return number("BatchSize", readsQueue() ? QUEUE_BATCH : STREAM_BATCH);
    }

    /** Returns whether attempts or age have a limit, so that a batch that always fails is discarded; empty if only AWS knows. */
    Optional<Boolean> discards() {
        return number("MaximumRetryAttempts", NO_LIMIT)
                .flatMap(attempts ->
                        number("MaximumRecordAgeInSeconds", NO_LIMIT).map(age -> attempts >= 0 || age >= 0));
    }

    /** Returns how long it waits for a full batch; empty if only AWS knows. */
    Optional<Integer> batchingWindowInSeconds() {
        return number("MaximumBatchingWindowInSeconds", 0);
    }

    boolean reportsItemFailures() {
        return properties()
                .get("FunctionResponseTypes")
                .filter(types ->
                        types.items().stream().anyMatch(type -> type.text().equals("ReportBatchItemFailures")))
                .isPresent();
    }

    boolean isFiltered() {
        return properties().get("FilterCriteria").isPresent();
    }

    /** Returns its {@code OnFailure} destination, where it is written. */
    Optional<Value> destination() {
        return properties()
                .get("DestinationConfig")
                .flatMap(config -> config.get("OnFailure"))
                .flatMap(onFailure -> onFailure.get("Destination"));
    }

    private Optional<Integer> number(String property, int otherwise) {
        return properties()
                .get(property)
                .map(value -> value.isUnknown() ? Optional.<Integer>empty() : Optional.of(value.integer()))
                .orElse(Optional.of(otherwise));
    }
}
