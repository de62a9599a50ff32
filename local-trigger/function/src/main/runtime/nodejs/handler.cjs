'use strict';

// Finds and loads the function that is to be called.

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { RuntimeError } = require('./errors.cjs');
const { HttpResponseStream, streamifyResponse } = require('./streaming.cjs');

const CALLBACKS_REMOVED =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.' +
  ' You need to modify this function to use a supported handler signature to use Node.js 24 or later.' +
  ' For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

const PLACE = /^(?:file:\/\/)?(\S+:\d+)\n/;

const taskRoot = process.env.LAMBDA_TASK_ROOT;
const version = Number(/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV)?.[1]);

// Up to nodejs22.x a handler may take a callback.
const takesCallback = version < 24;

// Loads the handler of an absolute path such as /folder/src/app.handler.
async function load(handler) {
  const [name, ...properties] = path.basename(handler).split('.');
  globalThis.awslambda = { streamifyResponse, HttpResponseStream };
  const loaded = await loadModule(path.join(path.dirname(handler), name));
  const found = properties.reduce((value, property) => value?.[property], loaded);
  const shown = process.env._HANDLER;
  if (!found) {
    throw new RuntimeError('HandlerNotFound', `${shown} is undefined or not exported`);
  }
  if (typeof found !== 'function') {
    throw new RuntimeError('HandlerNotFound', `${shown} is not a function`);
  }
  if (!takesCallback && found.length >= 3 && !streamifyResponse.isStreaming(found)) {
    throw new RuntimeError('CallbackHandlerDeprecated', CALLBACKS_REMOVED);
  }
  return found;
}

async function loadModule(file) {
  try {
    return await importOrRequire(file);
  } catch (e) {
    if (e instanceof SyntaxError) {
      throw new RuntimeError('UserCodeSyntaxError', `${e}${place(e, file)}`);
    }
    throw e?.code === 'MODULE_NOT_FOUND' ? new RuntimeError('ImportModuleError', e) : e;
  }
}

// The stack begins with the file and line, which the message does not have. Of a module only Node.js itself tells, when it
// ends with the error: it links all modules before it runs any.
function place(error, file) {
  const found = PLACE.exec(error.stack) ?? PLACE.exec(ownWords(file));
  return found ? ` (${found[1]})` : '';
}

function ownWords(file) {
  const module = ['.mjs', '.js'].map((extension) => file + extension).find((one) => fs.existsSync(one));
  const { spawnSync } = require('child_process');
  return module ? spawnSync(process.execPath, [module], { encoding: 'utf8', timeout: 5_000 }).stderr : '';
}

// In the order of AWS's own runtime.
function importOrRequire(file) {
  if (fs.existsSync(file)) {
    return require(file);
  }
  for (const [extension, isModule] of [['.js', isInModule], ['.mjs', () => true], ['.cjs', () => false]]) {
    if (fs.existsSync(file + extension)) {
      return isModule(file) ? import(pathToFileURL(file + extension).href) : require(file + extension);
    }
  }
  const name = path.isAbsolute(process.env._HANDLER) ? file : path.relative(taskRoot, file);
  return require(require.resolve(name, { paths: [taskRoot, path.dirname(file)] }));
}

// A file .js is an ES module if the nearest package.json says so.
function isInModule(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const description = path.join(folder, 'package.json');
    if (fs.existsSync(description)) {
      return JSON.parse(fs.readFileSync(description, 'utf8')).type === 'module';
    }
    if (path.basename(folder) === 'node_modules' || folder === path.dirname(folder)) {
      return false;
    }
  }
}

module.exports = { load, takesCallback };
