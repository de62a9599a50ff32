export const handler = async (event) => {
  for (const { eventName, dynamodb } of event.Records) {
    console.log(eventName, JSON.stringify(dynamodb.Keys));
  }
};
