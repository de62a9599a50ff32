exports.describe = ({ eventName, dynamodb }) => `${eventName}: ${JSON.stringify(dynamodb.NewImage)}`;
