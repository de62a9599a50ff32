const AWS = require('aws-sdk');

const documents = new AWS.DynamoDB.DocumentClient();

exports.handler = async (event) => {
  for (const record of event.Records) {
    const item = AWS.DynamoDB.Converter.unmarshall(record.dynamodb.NewImage);
    await documents.put({ TableName: process.env.COPIES, Item: item }).promise();
    console.log('copied', item);
  }
};
