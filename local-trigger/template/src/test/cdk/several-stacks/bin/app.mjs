import { App, Stage } from 'aws-cdk-lib';
import { ConsumerStack, TableStack, WebStack } from '../lib/orders.mjs';
import { DeploymentHelpersStack } from '../lib/deployment-helpers.mjs';

/** The stacks of one environment: the second reads what the first exports. */
function orders(scope) {
  const tables = new TableStack(scope, 'Tables');
  new ConsumerStack(scope, 'Consumer', { table: tables.table });
  new WebStack(scope, 'Web', { table: tables.table });
}

switch (process.env.EXAMPLE) {
  case 'stages': {
    const app = new App();
    orders(new Stage(app, 'Dev'));
    orders(new Stage(app, 'Prod'));
    break;
  }
  case 'helpers':
    new DeploymentHelpersStack(new App(), 'Helpers', { env: { region: 'eu-west-1' } });
    break;
  case 'weak':
    orders(new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } }));
    break;
  default:
    orders(new App());
}
