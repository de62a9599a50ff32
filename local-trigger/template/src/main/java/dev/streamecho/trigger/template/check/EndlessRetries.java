package dev.streamecho.trigger.template.check;

import java.util.Optional;

/**
 * Without a limit, a record that always fails is retried until the stream forgets it, and whatever is after it in its shard waits
 * for as long.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Lambda parameters for Amazon DynamoDB event
 *     source mappings</a>
 */
final class EndlessRetries implements MappingRule {

    @Override
    public String name() {
        return "endless-retries";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        if (!mapping.readsStream() || mapping.discards().orElse(true)) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.of(
                        this,
                        Severity.WARNING,
                        mapping.logicalId(),
                        mapping.properties().get("MaximumRetryAttempts").orElse(mapping.properties()),
                        "a record that always fails holds up its shard for 24 hours, until the stream forgets it and what waits behind it",
                        "MaximumRetryAttempts or MaximumRecordAgeInSeconds, with DestinationConfig: {OnFailure: …} for what is discarded then"));
    }
}
