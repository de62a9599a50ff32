"""A global table with a Kinesis stream, a function on its changes, and two REST endpoints."""

from aws_cdk import App, CfnOutput, Environment, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources


class GlobalTableStack(Stack):
    def __init__(self, scope, construct_id, **kwargs):
        super().__init__(scope, construct_id, **kwargs)

        changes = kinesis.Stream(self, "ItemChanges")
        table = dynamodb.TableV2(
            self,
            "GlobalTable",
            partition_key=dynamodb.Attribute(name="itemKey", type=dynamodb.AttributeType.STRING),
            billing=dynamodb.Billing.on_demand(),
            replicas=[
                dynamodb.ReplicaTableProps(region="us-east-2"),
                dynamodb.ReplicaTableProps(region="us-west-2"),
            ],
            dynamo_stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            kinesis_stream=changes,
            removal_policy=RemovalPolicy.DESTROY,
        )

        stream_function = self.function("StreamFunction", "stream_function")
        stream_function.add_event_source(
            event_sources.DynamoEventSource(
                table, starting_position=lambda_.StartingPosition.LATEST, batch_size=1
            )
        )

        get_function = self.function("GetFunction", "get_function", TABLE=table.table_name)
        table.grant(get_function, "dynamodb:GetItem")
        post_function = self.function("PostFunction", "post_function", TABLE=table.table_name)
        table.grant(post_function, "dynamodb:PutItem", "dynamodb:UpdateItem")

        get_api = apigateway.LambdaRestApi(self, "GetApi", handler=get_function)
        post_api = apigateway.LambdaRestApi(self, "PostApi", handler=post_function)
        CfnOutput(self, "GetUrl", value=get_api.url)
        CfnOutput(self, "PostUrl", value=post_api.url)

    def function(self, construct_id, folder, **environment):
        return lambda_.Function(
            self,
            construct_id,
            runtime=lambda_.Runtime.PYTHON_3_11,
            code=lambda_.Code.from_asset(folder),
            handler="index.handler",
            environment=environment,
        )


app = App()
GlobalTableStack(app, "GlobalTableStack", env=Environment(region="us-east-1"))
app.synth()
