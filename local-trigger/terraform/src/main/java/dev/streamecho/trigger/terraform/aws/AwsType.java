package dev.streamecho.trigger.terraform.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type of resource: which argument has its name, and the forms of the attributes that AWS gives it. In a form, {@code {name}}
 * is the resource's name, another word in braces that is not of the stack another attribute of it.
 *
 * @param nameArgument the argument with the name; empty if AWS makes the name up
 * @param forms the forms by attribute
 * @param references what CloudFormation calls those attributes that are only known when the resource is made here
 */
record AwsType(String type, Optional<String> nameArgument, Map<String, String> forms, Map<String, String> references) {
    private static final String ARN = "arn:{partition}:";
    private static final String HERE = ":{region}:{account}:";
    private static final String INVOKE =
            "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations";
    private static final String EXECUTE_API = "https://{id}.execute-api.{region}.{suffix}";
    private static final String EXECUTION = ARN + "execute-api" + HERE + "{id}";

    /** The last part of the ARN of a table's stream until the real ARN is known. */
    private static final String STREAM_LABEL = "0000-00-00T00:00:00.000";

    private static final Map<String, AwsType> KNOWN = Stream.of(
                    named("aws_dynamodb_table", "name")
                            .with("id", "{name}")
                            .referring("arn", "Arn", ARN + "dynamodb" + HERE + "table/{name}")
                            .referring(
                                    "stream_arn",
                                    "StreamArn",
                                    ARN + "dynamodb" + HERE + "table/{name}/stream/" + STREAM_LABEL)
                            .with("stream_label", STREAM_LABEL),
                    named("aws_lambda_function", "function_name")
                            .with("id", "{name}")
                            .referring("arn", "Arn", ARN + "lambda" + HERE + "function:{name}")
                            .with("qualified_arn", "{arn}:{version}")
                            .with("invoke_arn", INVOKE)
                            .with("qualified_invoke_arn", INVOKE.replace("{arn}", "{arn}:{version}")),
                    named("aws_lambda_alias", "function_name")
                            .referring("arn", "Ref", "{function_arn}:{alias}")
                            .with("id", "{arn}")
                            .with("invoke_arn", INVOKE),
                    named("aws_lambda_layer_version", "layer_name")
                            .referring("arn", "Ref", ARN + "lambda" + HERE + "layer:{name}:1")
                            .with("id", "{arn}")
                            .with("layer_arn", ARN + "lambda" + HERE + "layer:{name}")
                            .with("version", "1"),
                    named("aws_sqs_queue", "name")
                            .with("name", "{name}")
                            .referring("arn", "Arn", ARN + "sqs" + HERE + "{name}")
                            .referring("url", "QueueUrl", "https://sqs.{region}.{suffix}/{account}/{name}")
                            .with("id", "{url}"),
                    nameless("aws_apigatewayv2_api")
                            .referring("id", "Ref", "{address}")
                            .with("arn", ARN + "apigateway:{region}::/apis/{id}")
                            .with("execution_arn", EXECUTION)
                            .with("api_endpoint", EXECUTE_API),
                    named("aws_apigatewayv2_stage", "name")
                            .with("id", "{name}")
                            .with("invoke_url", EXECUTE_API.replace("{id}", "{api_id}") + "/{stage_path}")
                            .with("execution_arn", EXECUTION.replace("{id}", "{api_id}") + "/{name}"),
                    nameless("aws_apigatewayv2_integration").referring("id", "Ref", "{address}"),
                    nameless("aws_apigatewayv2_route").referring("id", "Ref", "{address}"),
                    nameless("aws_api_gateway_rest_api")
                            .referring("id", "Ref", "{address}")
                            .referring("root_resource_id", "RootResourceId", "{address}-root")
                            .with("arn", ARN + "apigateway:{region}::/restapis/{id}")
                            .with("execution_arn", EXECUTION),
                    nameless("aws_api_gateway_resource").referring("id", "Ref", "{address}"),
                    nameless("aws_api_gateway_deployment")
                            .referring("id", "Ref", "{address}")
                            .with("invoke_url", EXECUTE_API.replace("{id}", "{rest_api_id}") + "/{stage_name}"),
                    named("aws_api_gateway_stage", "stage_name")
                            .with("id", "{name}")
                            .with("invoke_url", EXECUTE_API.replace("{id}", "{rest_api_id}") + "/{name}"),
                    // What is on AWS only.
                    named("aws_sns_topic", "name").with("id", "{arn}").with("arn", ARN + "sns" + HERE + "{name}"),
                    named("aws_s3_bucket", "bucket")
                            .with("bucket", "{name}")
                            .with("id", "{name}")
                            .with("arn", ARN + "s3:::{name}")
                            .with("bucket_domain_name", "{name}.s3.{suffix}")
                            .with("bucket_regional_domain_name", "{name}.s3.{region}.{suffix}"),
                    named("aws_iam_role", "name")
                            .with("name", "{name}")
                            .with("id", "{name}")
                            .with("arn", ARN + "iam::{account}:role/{name}"),
                    named("aws_iam_policy", "name")
                            .with("id", "{arn}")
                            .with("arn", ARN + "iam::{account}:policy/{name}"),
                    named("aws_kinesis_stream", "name")
                            .with("id", "{arn}")
                            .with("arn", ARN + "kinesis" + HERE + "stream/{name}"),
                    named("aws_kinesis_firehose_delivery_stream", "name")
                            .with("arn", ARN + "firehose" + HERE + "deliverystream/{name}"),
                    named("aws_cloudwatch_log_group", "name")
                            .with("id", "{name}")
                            .with("arn", ARN + "logs" + HERE + "log-group:{name}"),
                    named("aws_cloudwatch_event_bus", "name")
                            .with("id", "{name}")
                            .with("arn", ARN + "events" + HERE + "event-bus/{name}"),
                    named("aws_cloudwatch_event_rule", "name")
                            .with("id", "{name}")
                            .with("arn", ARN + "events" + HERE + "rule/{name}"),
                    nameless("aws_kms_key")
                            .with("key_id", "{name}")
                            .with("id", "{name}")
                            .with("arn", ARN + "kms" + HERE + "key/{name}"),
                    named("aws_secretsmanager_secret", "name")
                            .with("id", "{arn}")
                            .with("arn", ARN + "secretsmanager" + HERE + "secret:{name}"),
                    named("aws_ssm_parameter", "name")
                            .with("id", "{name}")
                            .with("arn", ARN + "ssm" + HERE + "parameter/{name}"),
                    named("aws_sfn_state_machine", "name")
                            .with("id", "{arn}")
                            .with("arn", ARN + "states" + HERE + "stateMachine:{name}"),
                    named("aws_ecr_repository", "name")
                            .with("arn", ARN + "ecr" + HERE + "repository/{name}")
                            .with("repository_url", "{account}.dkr.ecr.{region}.{suffix}/{name}"))
            .collect(Collectors.toUnmodifiableMap(AwsType::type, type -> type));

    /** Returns a type of which the form of at least one attribute is known. */
    static Optional<AwsType> of(String type) {
        return Optional.ofNullable(KNOWN.get(type));
    }

    private static AwsType named(String type, String nameArgument) {
        return new AwsType(type, Optional.of(nameArgument), Map.of(), Map.of());
    }

    private static AwsType nameless(String type) {
        return new AwsType(type, Optional.empty(), Map.of(), Map.of());
    }

    private AwsType with(String attribute, String form) {
        Map<String, String> more = new HashMap<>(forms);
        more.put(attribute, form);
        return new AwsType(type, nameArgument, Map.copyOf(more), references);
    }

    private AwsType referring(String attribute, String inCloudFormation, String form) {
        Map<String, String> more = new HashMap<>(references);
        more.put(attribute, inCloudFormation);
        return new AwsType(type, nameArgument, with(attribute, form).forms(), Map.copyOf(more));
    }

    /** Returns the types of which something is made here, or of which the user should know. */
    static boolean isNeeded(String type) {
        return List.of("aws_lambda_", "aws_dynamodb_", "aws_sqs_", "aws_api").stream()
                .anyMatch(type::startsWith);
    }
}
