'use strict';

// One invocation, from its event to the answer that the Runtime API has taken.

const { RuntimeError } = require('./errors.cjs');
const { takesCallback } = require('./handler.cjs');
const log = require('./log.cjs');
const runtimeApi = require('./runtime-api.cjs');
const { responseStream, streamifyResponse } = require('./streaming.cjs');

const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was' +
  ' never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

// What is to happen when nothing is left that could still call back.
let whenNothingIsLeft = () => {};
process.on('beforeExit', () => whenNothingIsLeft());

// Calls the handler; the promise is fulfilled once the answer was taken.
function invoke(handler, invocation) {
  return new Promise((answered, failed) => {
    const answer = new Answer(invocation.requestId, () => answered(), failed);
    try {
      const event = JSON.parse(invocation.body);
      if (streamifyResponse.isStreaming(handler)) {
        callStreaming(handler, event, invocation, answer);
      } else if (takesCallback) {
        callWithCallback(handler, event, invocation, answer);
      } else {
        whenNothingIsLeft = () => answer.failure(new RuntimeError('NodeJsExit', NEVER_SETTLED));
        settle(handler(event, context(invocation)), answer);
      }
    } catch (e) {
      answer.failure(e);
    }
  });
}

// The first success or failure is the answer; others are ignored.
class Answer {
  constructor(requestId, answered, failed) {
    Object.assign(this, { requestId, answered, failed, isGiven: false });
  }

  success(result) {
    this.bytes(() => {
      try {
        return Buffer.from(JSON.stringify(result === undefined ? null : result) ?? 'null');
      } catch {
        throw new Error('Unable to stringify response body');
      }
    });
  }

  bytes(encode) {
    if (this.isGiven) {
      return;
    }
    let encoded;
    try {
      encoded = encode();
    } catch (e) {
      this.failure(e);
      return;
    }
    this.give(runtimeApi.response(this.requestId, encoded));
  }

  failure(error) {
    if (!this.isGiven) {
      log.error('Invoke Error', error);
      this.give(runtimeApi.error(this.requestId, error));
    }
  }

  give(call) {
    this.isGiven = true;
    whenNothingIsLeft = () => {};
    call.then(this.answered, this.failed);
  }
}

function settle(result, answer) {
  if (typeof result?.then === 'function') {
    result.then(
      (value) => answer.success(value),
      (error) => answer.failure(error ?? 'handled'),
    );
  } else {
    answer.success(result);
  }
}

// A handler without a promise is done when it has called back, and by default when nothing is left to do.
function callWithCallback(handler, event, invocation, answer) {
  const isAsync = handler.constructor?.name === 'AsyncFunction';
  whenNothingIsLeft = () =>
    isAsync ? answer.failure(new RuntimeError('NodeJsExit', NEVER_SETTLED)) : answer.success(null);
  const own = context(invocation);
  const done = (error, result) => {
    if (error === undefined || error === null) {
      answer.success(result);
    } else {
      answer.failure(error);
    }
  };
  let hasCalledBack = false;
  const callback = (error, result) => {
    if (hasCalledBack) {
      return;
    }
    hasCalledBack = true;
    if ((error === undefined || error === null) && own.callbackWaitsForEmptyEventLoop) {
      whenNothingIsLeft = () => answer.success(result);
    } else {
      done(error, result);
    }
  };
  Object.assign(own, {
    callbackWaitsForEmptyEventLoop: true,
    done,
    succeed: (result) => done(null, result),
    fail: (error) => done(error ?? 'handled'),
  });
  const result = handler(event, own, callback);
  if (typeof result?.then === 'function') {
    settle(result, answer);
  }
}

function callStreaming(handler, event, invocation, answer) {
  const stream = responseStream();
  const result = handler(event, stream, context(invocation));
  if (typeof result?.then !== 'function') {
    answer.failure('Streaming does not support non-async handlers.');
    return;
  }
  whenNothingIsLeft = () => answer.failure('Response stream is not finished.');
  const finished = new Promise((resolve, reject) => stream.on('finish', resolve).on('error', reject));
  result
    .then((value) => {
      if (value !== undefined) {
        console.warn('Streaming handlers ignore return values.');
      }
      return finished;
    })
    .then(
      () => answer.bytes(stream.bytes),
      (error) => answer.failure(error ?? 'handled'),
    );
  // Of a handler that fails, nobody waits for the stream.
  finished.catch(() => {});
}

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
function context(invocation) {
  return {
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: undefined,
    identity: undefined,
    tenantId: undefined,
    invokedFunctionArn: invocation.functionArn,
    awsRequestId: invocation.requestId,
    getRemainingTimeInMillis: () => invocation.deadline - Date.now(),
  };
}

module.exports = { invoke };
