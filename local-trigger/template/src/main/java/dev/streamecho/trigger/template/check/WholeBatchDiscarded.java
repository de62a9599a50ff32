package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.language.Value;
import java.util.Optional;

/**
 * One bad record makes its whole batch fail: with limited attempts, the batch is discarded as a whole, unless it is split or the
 * function reports which record failed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring partial batch
 *     response with DynamoDB and Lambda</a>
 */
final class WholeBatchDiscarded implements MappingRule {

    @Override
    public String name() {
        return "whole-batch-discarded";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        Optional<Value> bisect = mapping.properties().get("BisectBatchOnFunctionError");
        boolean mayBisect =
                bisect.filter(value -> value.isUnknown() || value.bool()).isPresent();
        int size = mapping.batchSize().orElse(1);
        boolean isDiscarded = mapping.discards().orElse(false);
        if (!mapping.readsStream() || size == 1 || !isDiscarded || mayBisect || mapping.reportsItemFailures()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                this,
                Severity.WARNING,
                mapping.logicalId(),
                bisect.orElse(mapping.properties()),
                "one bad record discards its whole batch, up to %d records".formatted(size),
                "BisectBatchOnFunctionError: true, or FunctionResponseTypes: [ReportBatchItemFailures] with a function that"
                        + " reports them"));
    }
}
