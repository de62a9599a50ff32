'use strict';

exports.handler = (event, context, callback) => {
  event.Records.forEach((record) => {
    console.log('%s %j', record.eventID, record.dynamodb);
  });
  callback(null, `${event.Records.length} records`);
};
