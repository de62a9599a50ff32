import { App } from 'aws-cdk-lib';
import { CustomerOrdersStack } from '../lib/customer-orders-stack';

new CustomerOrdersStack(new App(), 'CustomerOrdersStack');
