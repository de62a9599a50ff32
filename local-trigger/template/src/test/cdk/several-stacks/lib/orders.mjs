import { CfnParameter, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Cors, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, LayerVersion, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';

export class TableStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    this.table = new Table(this, 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}

/** Has its function in a nested stack, which gets the table's stream as a parameter. */
export class ConsumerStack extends Stack {
  constructor(scope, id, { table }) {
    super(scope, id);
    const greeting = new CfnParameter(this, 'Greeting', { default: 'Hello' });
    const failed = new Queue(this, 'Failed');
    const nested = new EchoStack(this, 'Echo', { table, failed, greeting: greeting.valueAsString });
    new Function(this, 'Asker', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => process.env.ECHO'),
      environment: { ECHO: nested.echo.functionName },
    });
  }
}

class EchoStack extends NestedStack {
  constructor(scope, id, { table, failed, greeting }) {
    super(scope, id);
    this.echo = new Function(this, 'EchoFunction', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('functions/echo'),
      layers: [new LayerVersion(this, 'Shared', { code: Code.fromAsset('layer') })],
      environment: { GREETING: greeting, TABLE: table.tableName },
    });
    this.echo.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.LATEST,
        batchSize: 5,
        retryAttempts: 2,
        onFailure: new SqsDlq(failed),
        reportBatchItemFailures: true,
      }),
    );
  }
}

/** Has a REST API with CORS and an HTTP API that lead to the same function. */
export class WebStack extends Stack {
  constructor(scope, id, { table }) {
    super(scope, id);
    const items = new Function(this, 'Items', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('functions/items'),
      environment: { TABLE: table.tableName },
    });
    table.grantReadWriteData(items);

    const rest = new RestApi(this, 'Rest', {
      defaultCorsPreflightOptions: { allowOrigins: ['https://app.example', 'https://www.example'], allowMethods: Cors.ALL_METHODS },
      deployOptions: { stageName: 'v1', variables: { mode: 'test' } },
    });
    const order = rest.root.addResource('orders').addResource('{id}');
    order.addMethod('GET', new LambdaIntegration(items));
    order.addMethod('PUT', new LambdaIntegration(items), { apiKeyRequired: true });
    rest.root.addProxy({ defaultIntegration: new LambdaIntegration(items) });

    const http = new HttpApi(this, 'Http', {
      corsPreflight: { allowOrigins: ['*'], allowMethods: [CorsHttpMethod.GET] },
    });
    const integration = new HttpLambdaIntegration('ItemsIntegration', items);
    http.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET, HttpMethod.PUT], integration });
  }
}
