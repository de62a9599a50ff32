'use strict';

// The Lambda Runtime API.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html

const http = require('http');
const { toResponse } = require('./errors.cjs');

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const request = http.request(
      { hostname, port, agent, method, path: `/2018-06-01/runtime/${path}`, headers },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const post = (path, value) => call('POST', path, Buffer.from(JSON.stringify(value)));

async function next() {
  const { headers, body } = await call('GET', 'invocation/next');
  return {
    requestId: headers['lambda-runtime-aws-request-id'],
    deadline: Number(headers['lambda-runtime-deadline-ms']),
    functionArn: headers['lambda-runtime-invoked-function-arn'],
    traceId: headers['lambda-runtime-trace-id'],
    body,
  };
}

// Whatever the service says to an answer, too large for example, it says to the caller too.
const response = (requestId, bytes) => call('POST', `invocation/${requestId}/response`, bytes);
const error = (requestId, thrown) => post(`invocation/${requestId}/error`, toResponse(thrown));
const initError = (thrown) => post('init/error', toResponse(thrown));

module.exports = { error, initError, next, response };
