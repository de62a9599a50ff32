'use strict';

// Handlers that write their response to a stream. Whoever calls a function here takes the response as a whole, so that it
// is sent when the stream is finished.
// https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const PRELUDE_END = Buffer.alloc(8);

function streamifyResponse(handler) {
  handler[STREAMING] = 'response';
  return handler;
}

streamifyResponse.isStreaming = (handler) => handler[STREAMING] === 'response';

// Puts the status and headers before the body.
const HttpResponseStream = {
  from(stream, prelude) {
    stream.setContentType('application/vnd.awslambda.http-integration-response');
    stream._onBeforeFirstWrite = (write) => {
      write(JSON.stringify(prelude));
      write(PRELUDE_END);
    };
    return stream;
  },
};

// Returns a stream for a handler to write to; its bytes are those that were written so far.
function responseStream() {
  // Loaded by the first that needs it.
  const { Writable } = require('stream');
  const chunks = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const write = stream.write.bind(stream);
  let isUntouched = true;
  stream.setContentType = () => {
    if (!isUntouched) {
      throw new Error('Cannot set content-type, too late.');
    }
  };
  stream.write = (chunk, ...others) => {
    if (isUntouched) {
      isUntouched = false;
      stream._onBeforeFirstWrite?.((first) => write(first));
    }
    const isPlain = typeof chunk === 'string' || chunk instanceof Uint8Array;
    return write(isPlain ? chunk : JSON.stringify(chunk), ...others);
  };
  stream.bytes = () => Buffer.concat(chunks);
  return stream;
}

module.exports = { HttpResponseStream, responseStream, streamifyResponse };
