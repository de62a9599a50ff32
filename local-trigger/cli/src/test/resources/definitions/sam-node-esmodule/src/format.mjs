export const format = (record) => `${record.eventName} ${JSON.stringify(record.dynamodb.Keys)}`;
