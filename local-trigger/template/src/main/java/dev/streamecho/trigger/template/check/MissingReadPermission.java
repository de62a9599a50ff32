package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.check.policy.Grant;
import dev.streamecho.trigger.template.check.policy.Permissions;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The service creates no mapping whose function's role may not read the source. SAM gives the permission to a function with an
 * event, and not to one with a mapping of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb.html">Using AWS Lambda with Amazon DynamoDB</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring permissions for Amazon SQS</a>
 */
final class MissingReadPermission implements MappingRule {
    private static final List<String> OF_STREAMS =
            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator");
    private static final String LIST_STREAMS = "dynamodb:ListStreams";
    private static final List<String> OF_QUEUES =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    @Override
    public String name() {
        return "missing-read-permission";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        List<String> missing = missing(mapping, stack.permissionsOf(mapping.function()));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Optional<Resource> role = stack.roleOf(mapping.function());
        String policy = mapping.readsQueue() ? "AWSLambdaSQSQueueExecutionRole" : "AWSLambdaDynamoDBExecutionRole";
        return Optional.of(Finding.of(
                this,
                Severity.ERROR,
                mapping.logicalId(),
                mapping.definition().source(),
                "the role of %s does not allow %s, so the mapping cannot be created"
                        .formatted(mapping.function().logicalId(), String.join(", ", missing)),
                role.map(named -> "allow them in %s, or add the managed policy %s to it"
                                .formatted(named.logicalId(), policy))
                        .orElse(
                                "SAM adds them for an event of the function only: make it one, or add %s to its Policies"
                                        .formatted(policy))));
    }

    private static List<String> missing(CheckedMapping mapping, Permissions permissions) {
        String arn = mapping.definition().eventSourceArn();
        if (mapping.readsQueue()) {
            return without(OF_QUEUES, permissions, arn);
        }
        if (!mapping.readsStream() || mapping.definition().source().isUnknown()) {
            return List.of();
        }
        // CDK allows it for all streams, as the API knows no other way.
        boolean lists = permissions.grant(LIST_STREAMS) != Grant.NO;
        return Stream.concat(
                        without(OF_STREAMS, permissions, arn).stream(),
                        lists ? Stream.empty() : Stream.of(LIST_STREAMS))
                .toList();
    }

    private static List<String> without(List<String> actions, Permissions permissions, String arn) {
        return actions.stream()
                .filter(action -> permissions.grant(action, arn) == Grant.NO)
                .toList();
    }
}
