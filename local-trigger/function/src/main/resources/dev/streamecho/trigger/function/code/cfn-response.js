// Stands in for the module of this name that CloudFormation adds to inline code.
'use strict';

const http = require('http');
const https = require('https');

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = function (event, context, status, data, physicalResourceId, noEcho) {
  const body = JSON.stringify({
    Status: status,
    Reason: `See the details in the log stream ${context.logStreamName}`,
    PhysicalResourceId: physicalResourceId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: data,
  });
  const url = new URL(event.ResponseURL);
  const client = url.protocol === 'http:' ? http : https;
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const end = (line) => {
      console.log(line);
      if (typeof context.done === 'function') {
        context.done();
      }
      resolve();
    };
    const request = client.request(url, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.on('end', () => end(`CloudFormation has answered ${response.statusCode}`));
    });
    request.on('error', (error) => end(`CloudFormation was not reached: ${error.message}`));
    request.end(body);
  });
};
