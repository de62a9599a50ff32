/**
 * The APIs of a template: {@code AWS::Serverless::Api}, {@code AWS::Serverless::HttpApi} and those that SAM makes, with the
 * routes that their OpenAPI definitions and the events of functions give them.
 * {@link dev.streamecho.trigger.template.api.ApiReader} reads them for the package {@code template}; the module
 * {@code stack} serves them. It may use {@code language} and {@code resource}.
 */
@NullMarked
package dev.streamecho.trigger.template.api;

import org.jspecify.annotations.NullMarked;
