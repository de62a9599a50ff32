const { prefix } = require('shared');

/** Prints each change that it gets. */
exports.handler = async (event) => {
  for (const record of event.Records) {
    console.log(prefix(process.env.GREETING), JSON.stringify(record.dynamodb));
  }
  return { batchItemFailures: [] };
};
