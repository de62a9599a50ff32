'use strict';

// Errors as the service reports and logs them.

// An error of the runtime's own, such as Runtime.HandlerNotFound.
class RuntimeError extends Error {
  constructor(kind, message) {
    super(message);
    // Not enumerable, as the name of every error: the log shows each of the other properties.
    Object.defineProperty(this, 'name', { value: `Runtime.${kind}` });
    this.stack = this.stack.replace(/^Error/, this.name);
  }
}

const isError = (value) =>
  value instanceof Error || ['name', 'message', 'stack'].every((property) => typeof value?.[property] === 'string');

// What the Runtime API gets of anything that was thrown.
function toResponse(thrown) {
  return isError(thrown)
    ? { errorType: thrown.name, errorMessage: thrown.message, trace: String(thrown.stack).split('\n') }
    : { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

// The text of an error for a log in text.
function toText(thrown) {
  const error = thrown instanceof Error ? thrown : new Error(thrown);
  try {
    return `\t${JSON.stringify(error, (_key, value) => (value instanceof Error ? withStack(value) : value))}`;
  } catch {
    // It refers to itself.
    return `\t${JSON.stringify(toResponse(error))}`;
  }
}

function withStack(error) {
  const { name, message, code } = error;
  return { errorType: name, errorMessage: message, code, ...error, stack: String(error.stack).split('\n') };
}

// The properties of an error for a log in JSON.
function toProperties(error) {
  return {
    errorType: error.constructor?.name ?? 'UnknownError',
    errorMessage: error.message,
    stackTrace: String(error.stack).split('\n'),
    ...error,
  };
}

module.exports = { RuntimeError, toProperties, toResponse, toText };
