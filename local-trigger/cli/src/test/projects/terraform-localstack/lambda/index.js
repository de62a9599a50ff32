exports.handler = async (event) => {
  console.log(process.env.TABLE_NAME, JSON.stringify(event, null, 2));
  return `Successfully processed ${event.Records.length} records.`;
};
