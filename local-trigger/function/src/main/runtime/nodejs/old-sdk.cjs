'use strict';

// Version 2 of the AWS SDK does not read AWS_ENDPOINT_URL and its relatives, and so would call AWS itself. Its clients get
// the local endpoints here, unless they have one of their own.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html

const Module = require('module');

const CORE = /[\\/]aws-sdk[\\/]lib[\\/]core\.js$/;

function directToLocalEndpoints() {
  const load = Module._load;
  Module._load = function (request, ...others) {
    const loaded = load.call(this, request, ...others);
    if (/(^|[\\/])aws-sdk($|[\\/])/.test(request)) {
      Object.entries(require.cache)
        .filter(([file, module]) => CORE.test(file) && module.loaded)
        .forEach(([, module]) => direct(module.exports));
    }
    return loaded;
  };
}

const directed = new WeakSet();

function direct(sdk) {
  if (directed.has(sdk)) {
    return;
  }
  directed.add(sdk);
  const { prototype } = sdk.Service;
  const { initialize } = prototype;
  prototype.initialize = function (config) {
    const own = config?.endpoint ?? sdk.config[this.serviceIdentifier]?.endpoint ?? sdk.config.endpoint;
    const endpoint = own ?? endpointOf(this.api?.serviceId);
    return initialize.call(this, endpoint ? { ...config, endpoint } : config);
  };
}

function endpointOf(serviceId) {
  const own = serviceId && process.env[`AWS_ENDPOINT_URL_${serviceId.toUpperCase().replaceAll(' ', '_')}`];
  return own || process.env.AWS_ENDPOINT_URL;
}

module.exports = { directToLocalEndpoints };
