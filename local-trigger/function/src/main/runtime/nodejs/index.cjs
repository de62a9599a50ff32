'use strict';

// The process of a function in Node.js: loads its handler, and gives it the invocations of the Lambda Runtime API.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html

const { RuntimeError } = require('./errors.cjs');
const log = require('./log.cjs');
const runtimeApi = require('./runtime-api.cjs');
const { load } = require('./handler.cjs');
const { invoke } = require('./invocation.cjs');

// Where to an error goes that no promise or callback has: to the init, then to each invocation in turn.
let report = (error) => runtimeApi.initError(error);

function end(text, error, exitCode) {
  log.error(text, error);
  report(error).then(
    () => process.exit(exitCode),
    () => process.exit(exitCode),
  );
}

async function run() {
  const handler = await load(process.argv[2]);
  for (;;) {
    const invocation = await runtimeApi.next();
    log.setRequestId(invocation.requestId);
    process.env._X_AMZN_TRACE_ID = invocation.traceId;
    report = (error) => runtimeApi.error(invocation.requestId, error);
    await invoke(handler, invocation);
  }
}

// Ctrl-C reaches every process of the terminal; only the trigger knows when this one has finished its work.
process.on('SIGINT', () => {});
process.on('uncaughtException', (error) => end('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason, promise) => {
  const error = Object.assign(new RuntimeError('UnhandledPromiseRejection', reason), { reason, promise });
  end('Unhandled Promise Rejection', error, 128);
});
log.replaceConsole();
if (Object.keys(process.env).some((name) => name.startsWith('AWS_ENDPOINT_URL'))) {
  require('./old-sdk.cjs').directToLocalEndpoints();
}
run().catch((error) => end('Uncaught Exception', error, 129));
