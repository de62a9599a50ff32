package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.check.policy.Grant;
import dev.streamecho.trigger.template.language.Value;
import java.util.Map;
import java.util.Optional;

/**
 * The service sends the message of a discarded batch with the function's role: one that may not send loses it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain discarded records from a
 *     DynamoDB event source</a>
 */
final class MissingSendPermission implements MappingRule {
    private static final Map<String, String> ACTIONS =
            Map.of("sqs", "sqs:SendMessage", "sns", "sns:Publish", "s3", "s3:PutObject");

    private static final int SERVICE = 2;

    @Override
    public String name() {
        return "missing-send-permission";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        return mapping.destination()
                .filter(destination -> !isGivenBySam(mapping))
                .flatMap(destination -> {
                    String arn = destination.text();
                    String[] parts = arn.split(":", -1);
                    String action = parts.length > SERVICE ? ACTIONS.get(parts[SERVICE]) : null;
                    String sentTo =
                            "sns:Publish".equals(action) || "sqs:SendMessage".equals(action) ? arn : arn + "/key";
                    return action == null
                                    || stack.permissionsOf(mapping.function()).grant(action, sentTo) != Grant.NO
                            ? Optional.empty()
                            : Optional.of(finding(mapping, stack, destination, action));
                });
    }

    private Finding finding(CheckedMapping mapping, CheckedStack stack, Value destination, String action) {
        return Finding.of(
                this,
                Severity.ERROR,
                mapping.logicalId(),
                destination,
                "the role of %s does not allow %s there, so the messages of discarded batches are lost"
                        .formatted(mapping.function().logicalId(), action),
                stack.roleOf(mapping.function())
                        .map(role -> "allow it in " + role.logicalId())
                        .orElse(
                                "add the Type (SQS or SNS) beside Destination, and SAM allows it; or add it to the function's"
                                        + " Policies"));
    }

    /** SAM does so for an event that says of which type its destination is, if it makes the role. */
    private static boolean isGivenBySam(CheckedMapping mapping) {
        return mapping.definition().isSamEvent()
                && mapping.function().properties().get("Role").isEmpty()
                && mapping.properties()
                        .get("DestinationConfig")
                        .flatMap(config -> config.get("OnFailure"))
                        .flatMap(onFailure -> onFailure.get("Type"))
                        .isPresent();
    }
}
