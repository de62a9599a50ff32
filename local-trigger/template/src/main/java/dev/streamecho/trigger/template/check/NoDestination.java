package dev.streamecho.trigger.template.check;

import java.util.Optional;

/**
 * Without a destination, records that are discarded are gone without a trace.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain discarded records from a
 *     DynamoDB event source</a>
 */
final class NoDestination implements MappingRule {

    @Override
    public String name() {
        return "no-destination";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        if (!mapping.readsStream()
                || mapping.destination().isPresent()
                || !mapping.discards().orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                this,
                Severity.WARNING,
                mapping.logicalId(),
                mapping.properties(),
                "a batch that is discarded is gone without a trace, as no destination gets a message of it",
                "DestinationConfig: {OnFailure: {Destination: ARN}} of a queue, a topic or a bucket"));
    }
}
