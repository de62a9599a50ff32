import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async (event) => {
  for (const record of event.Records) {
    await client.send(new PutItemCommand({ TableName: process.env.COPIES, Item: record.dynamodb.NewImage }));
    console.log('copied', JSON.stringify(record.dynamodb.Keys));
  }
};
