export async function handler(event) {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      console.log('change of', record.dynamodb.Keys);
    } catch (error) {
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] };
    }
  }
  return { batchItemFailures };
}
