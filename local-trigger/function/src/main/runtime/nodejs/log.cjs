'use strict';

// Writes what the console gets as the service does: in text or in JSON, each message with its level and invocation.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html

const fs = require('fs');
const util = require('util');
const { toProperties, toText } = require('./errors.cjs');

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const METHODS = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', log: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' };
const HEADER_BYTES = 16;
const TEXT_FRAME = 0xa55a0003;
const JSON_FRAME = 0xa55a0002;

const isJson = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const lowest = Math.max(0, LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()));
const descriptor = Number(process.env._LAMBDA_TELEMETRY_LOG_FD ?? 1);
let requestId;

function setRequestId(id) {
  requestId = id;
}

function replaceConsole() {
  delete process.env._LAMBDA_TELEMETRY_LOG_FD;
  for (const [method, level] of Object.entries(METHODS)) {
    console[method] = LEVELS.indexOf(level) < lowest ? () => {} : (...values) => write(level, values);
  }
}

// Logs an error that ends an invocation or the process.
function error(text, thrown) {
  if (isJson) {
    console.error(thrown instanceof Error ? thrown : new Error(thrown));
  } else {
    console.error(text, toText(thrown));
  }
}

function write(level, values) {
  const now = new Date();
  const message = isJson ? json(now, level, values) : `${now.toISOString()}\t${requestId}\t${level}\t${util.format(...values)}\n`;
  const body = Buffer.from(message);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(((isJson ? JSON_FRAME : TEXT_FRAME) | ((LEVELS.indexOf(level) + 1) << 2)) >>> 0, 0);
  header.writeInt32BE(body.length, 4);
  header.writeBigInt64BE(BigInt(now.valueOf()) * 1000n, 8);
  writeWhole(Buffer.concat([header, body]));
}

function json(now, level, values) {
  const line = { timestamp: now.toISOString(), level, requestId };
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...line, message: values[0] }, (_key, value) =>
        value instanceof Error ? toProperties(value) : value,
      );
    } catch {
      // It refers to itself, or is a BigInt.
      return JSON.stringify({ ...line, message: util.format(values[0]) });
    }
  }
  const thrown = values.find((value) => value instanceof Error);
  const { errorType, errorMessage, stackTrace } = thrown ? toProperties(thrown) : {};
  return JSON.stringify({ ...line, message: util.format(...values), errorType, errorMessage, stackTrace });
}

// A pipe that is full refuses more once the function has used process.stdout, which makes it non-blocking.
function writeWhole(bytes) {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += fs.writeSync(descriptor, bytes, written);
    } catch (e) {
      if (e.code !== 'EAGAIN') {
        throw e;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

module.exports = { error, replaceConsole, setRequestId };
