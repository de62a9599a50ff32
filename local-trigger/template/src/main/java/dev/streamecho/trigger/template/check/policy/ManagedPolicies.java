package dev.streamecho.trigger.template.check.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What AWS's managed policies allow, of those that functions have; of others it is not known.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html">AWS Managed
 *     Policy Reference</a>
 */
final class ManagedPolicies {
    static final String DYNAMODB_STREAMS = "AWSLambdaDynamoDBExecutionRole";
    static final String SQS = "AWSLambdaSQSQueueExecutionRole";

    private static final Map<String, List<String>> ACTIONS = Map.of(
            DYNAMODB_STREAMS,
            List.of(
                    "dynamodb:DescribeStream",
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "dynamodb:ListStreams"),
            SQS,
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
            "AmazonDynamoDBFullAccess",
            List.of("dynamodb:*"),
            "AmazonDynamoDBFullAccess_v2",
            List.of("dynamodb:*"),
            "AmazonSQSFullAccess",
            List.of("sqs:*"),
            "AmazonSNSFullAccess",
            List.of("sns:*"),
            "AmazonS3FullAccess",
            List.of("s3:*"),
            "AdministratorAccess",
            List.of("*"));

    /** Those that allow nothing that a rule asks for. */
    private static final Set<String> OTHERS = Set.of(
            "AWSLambdaBasicExecutionRole",
            "AWSLambdaVPCAccessExecutionRole",
            "AWSLambdaENIManagementAccess",
            "AWSLambdaKinesisExecutionRole",
            "AWSLambdaMSKExecutionRole",
            "AWSXRayDaemonWriteAccess",
            "AWSXrayWriteOnlyAccess",
            "CloudWatchLambdaInsightsExecutionRolePolicy",
            "CloudWatchLogsFullAccess",
            "AmazonS3ReadOnlyAccess");

    private ManagedPolicies() {}

    /**
     * Returns what a managed policy allows.
     *
     * @param name or the ARN
     */
    static Permissions of(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return Optional.ofNullable(ACTIONS.get(last))
                .map(actions -> Permissions.of(List.of(Statement.of(actions, "*"))))
                .orElse(OTHERS.contains(last) ? Permissions.NONE : Permissions.UNREADABLE);
    }
}
