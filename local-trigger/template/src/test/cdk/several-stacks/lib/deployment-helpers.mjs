import { CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, Provider } from 'aws-cdk-lib/custom-resources';

/** Has one of each thing for which CDK adds functions of its own. */
export class DeploymentHelpersStack extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    const table = new Table(this, 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      replicationRegions: ['us-east-2'],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const echo = new Function(this, 'Echo', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('functions/echo'),
      logRetention: RetentionDays.ONE_DAY,
    });
    echo.addEventSource(new DynamoEventSource(table, { startingPosition: StartingPosition.LATEST }));

    const bucket = new Bucket(this, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(echo));

    const call = { service: 'STS', action: 'getCallerIdentity', physicalResourceId: PhysicalResourceId.of('id') };
    const identity = new AwsCustomResource(this, 'Identity', {
      onCreate: call,
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
    echo.addEnvironment('CALLER', identity.getResponseField('Arn'));

    const seeds = new Function(this, 'Seeds', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => ({})'),
    });
    new CustomResource(this, 'Seed', { serviceToken: new Provider(this, 'SeedProvider', { onEventHandler: seeds }).serviceToken });
  }
}
