const TYPES = { S: '1', N: '1', B: 'AQ==' };

const word = (text) => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** What to type to write an item to a table that has none. */
export function putCommand(command, { table, keys }) {
  const isTyped = keys.some(({ type }) => type === 'B');
  const example = (type) => (isTyped ? { [type]: TYPES[type] } : type === 'N' ? 1 : TYPES[type]);
  const item = Object.fromEntries(keys.map(({ name, type }) => [name, example(type)]));
  return `${command} put ${word(JSON.stringify(item))} --table ${word(table)}`;
}

/** An event to begin with: as the function gets it from its mapping, or an empty one. */
export function sample(run, name) {
  const mapping = run.mappings?.find((candidate) => (!name || candidate.function === name) && candidate.source.table);
  const table = mapping && run.tables?.find((candidate) => candidate.table === mapping.source.table);
  if (!table) return {};
  const keys = Object.fromEntries(table.keys.map((key) => [key.name, { [key.type]: TYPES[key.type] || '1' }]));
  const views = table.streamViewType || '';
  return {
    Records: [
      {
        eventID: '00000000000000000000000000000001',
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: table.streamArn?.split(':')[3] || 'us-east-1',
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
          Keys: keys,
          ...(views.includes('NEW') ? { NewImage: keys } : {}),
          SequenceNumber: '000000000000000000001',
          SizeBytes: 3,
          StreamViewType: views,
        },
        eventSourceARN: table.streamArn,
      },
    ],
  };
}
