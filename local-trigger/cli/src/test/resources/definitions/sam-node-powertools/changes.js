import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';

const processor = new BatchProcessor(EventType.DynamoDBStreams);

const handleRecord = async (record) => console.log('change', JSON.stringify(record.dynamodb.Keys));

export const handler = async (event, context) => processPartialResponse(event, handleRecord, processor, { context });
