package dev.streamecho.trigger.template.check.policy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a SAM function's {@code Policies} allow: managed policies, statements, and SAM's policy templates.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html">SAM
 *     policy template list</a>
 */
final class SamPolicies {
    private static final List<String> WRITES =
            List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem");

    /** Of those that allow what a rule asks for. */
    private static final Map<String, Template> TEMPLATES = Map.ofEntries(
            Map.entry(
                    "DynamoDBCrudPolicy",
                    new Template("TableName", "dynamodb", "table/", with(WRITES, "dynamodb:DeleteItem"))),
            Map.entry("DynamoDBWritePolicy", new Template("TableName", "dynamodb", "table/", WRITES)),
            Map.entry(
                    "SQSPollerPolicy",
                    new Template(
                            "QueueName",
                            "sqs",
                            "",
                            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"))),
            Map.entry("SQSSendMessagePolicy", new Template("QueueName", "sqs", "", List.of("sqs:SendMessage*"))),
            Map.entry("SNSPublishMessagePolicy", new Template("TopicName", "sns", "", List.of("sns:Publish"))),
            Map.entry("SNSCrudPolicy", new Template("TopicName", "sns", "", List.of("sns:Publish"))),
            Map.entry("S3WritePolicy", new Template("BucketName", "s3", "", List.of("s3:PutObject"))),
            Map.entry("S3CrudPolicy", new Template("BucketName", "s3", "", List.of("s3:PutObject"))),
            Map.entry("S3FullAccessPolicy", new Template("BucketName", "s3", "", List.of("s3:PutObject"))));

    /** The part of a policy template that a rule asks for, with the parameter that names the resource. */
    private record Template(String parameter, String service, String resource, List<String> actions) {

        Statement filled(Value arguments) {
            String arn = "arn:aws:%s:*:*:%s%s"
                    .formatted(service, resource, arguments.require(parameter).text());
            return Statement.of(actions, arn, arn + "/*");
        }
    }

    private SamPolicies() {}

    private static List<String> with(List<String> actions, String another) {
        return Stream.concat(actions.stream(), Stream.of(another)).toList();
    }

    /** Reads a function's {@code Policies}. */
    static Permissions read(Value policies) {
        try {
            Permissions all = Permissions.NONE;
            for (Value policy : PolicyDocument.listed(policies)) {
                all = all.and(one(policy));
            }
            return all;
        } catch (UserError e) {
            return Permissions.UNREADABLE;
        }
    }

    private static Permissions one(Value policy) {
        if (!policy.isMapping()) {
            return ManagedPolicies.of(policy.text());
        }
        if (policy.get("Statement").isPresent()) {
            return PolicyDocument.read(policy);
        }
        Permissions all = Permissions.NONE;
        for (Map.Entry<String, Value> template : policy.entries().entrySet()) {
            all = all.and(ofTemplate(template.getKey(), template.getValue()));
        }
        return all;
    }

    private static Permissions ofTemplate(String name, Value arguments) {
        if (name.equals("DynamoDBStreamReadPolicy")) {
            String streams = "arn:aws:dynamodb:*:*:table/%s/stream/"
                    .formatted(arguments.require("TableName").text());
            return Permissions.of(List.of(
                    Statement.of(
                            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
                            streams + arguments.require("StreamName").text()),
                    Statement.of(List.of("dynamodb:ListStreams"), streams + "*")));
        }
        return Optional.ofNullable(TEMPLATES.get(name))
                .map(template -> Permissions.of(List.of(template.filled(arguments))))
                .orElse(Permissions.NONE);
    }
}
