/**
 * Answers HTTP requests as API Gateway does, with functions of the template behind the routes.
 *
 * <p>A {@link dev.streamecho.trigger.api.LocalApi} is one API of the template on a port of its own. A request becomes the
 * event that the kind of API would send ({@link ProxyEvent}, {@link HttpEvent}), the function is invoked, and its response
 * becomes the answer; what API Gateway answers by itself is in {@link RestGateway} and {@link HttpGateway}.
 */
package dev.streamecho.trigger.api;
