/**
 * Answers HTTP requests as API Gateway does, with the functions of a template's routes.
 *
 * <p>A {@link dev.streamecho.trigger.api.LocalApi} is one API of the template on a port of its own. A request becomes the
 * event that the kind of API would send ({@link ProxyEvent}, {@link HttpEvent}), the function is invoked, and its response
 * becomes the answer; what API Gateway answers by itself is in {@link RestGateway} and {@link HttpGateway}.
 *
 * <p>It may use {@code http}, and the template's definitions of APIs; {@code stack} starts it.
 */
@NullMarked
package dev.streamecho.trigger.api;

import org.jspecify.annotations.NullMarked;
