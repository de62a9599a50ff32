const keys = require('shared');

exports.handler = async (event) => event.Records.forEach((record) => console.log(keys(record)));
