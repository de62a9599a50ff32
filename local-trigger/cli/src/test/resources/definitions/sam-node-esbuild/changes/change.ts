export interface Change {
  eventName: string;
  dynamodb: { Keys: Record<string, unknown> };
}

export const describe = (change: Change): string => `${change.eventName} ${JSON.stringify(change.dynamodb.Keys)}`;
