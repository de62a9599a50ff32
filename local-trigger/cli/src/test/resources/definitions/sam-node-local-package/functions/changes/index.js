const { describe } = require('shared');

exports.handler = async ({ Records }) => Records.map(describe).forEach((text) => console.log(text));
