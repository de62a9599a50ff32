// The echo in Node.js: what EchoFunction does in Java.

const eventTypes = new Set(process.env.EVENT_TYPES.split(','));

export const handler = async (event) => {
  for (const record of event.Records) {
    try {
      if (eventTypes.has(record.eventName)) {
        const { eventID, eventName, dynamodb } = record;
        console.log({ message: 'Change echoed', eventID, eventName, dynamodb });
      }
    } catch (error) {
      console.error(error);
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
};
